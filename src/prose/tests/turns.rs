//! Turns of transcripts and interviews: what their labels say, and who is meant.

use expect_test::{Expect, expect};

use super::said;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&said(text));
}

#[test]
fn a_surname_stands_for_the_full_name_given_before() {
    check(
        "JOHN TARN, HARBOUR RADIO HOST: Will the gate hold?\n\nINES CALLOWAY, HARBOUR MISTRESS: It will hold.\n\nI stood there myself.\n\n(CROSSTALK)\n\nTARN: And who pays?\n\nCALLOWAY: The county does.",
        expect![[r#"
            Will the gate hold? <- JOHN TARN = John Tarn
            It will hold. / I stood there myself. <- INES CALLOWAY = Ines Calloway
            And who pays? <- TARN = John Tarn
            The county does. <- CALLOWAY = Ines Calloway
        "#]],
    );
}

#[test]
fn an_interview_may_have_points_or_bold_labels() {
    check(
        "We met Ines Calloway at the gate.\n\nQ. Will it hold?\n\nA. It will.\n\nWe have tested it twice.\n\nQ. And then?\n\nA. Then we rest.",
        expect![[r#"
            Will it hold? <- Q
            It will. / We have tested it twice. <- A = Ines Calloway
            And then? <- Q
            Then we rest. <- A = Ines Calloway
        "#]],
    );
    check(
        "An interview with Ines Calloway, who succeeded Orla Kitto\n\nQ: Will it hold?\n\nA: It will.\n\nQ: And then?\n\nA: Then we rest.",
        expect![[r#"
            Will it hold? <- Q
            It will. <- A = Ines Calloway
            And then? <- Q
            Then we rest. <- A = Ines Calloway
        "#]],
    );
    check(
        "Ines Calloway has run the harbour for ten years.\n\nInterviewer: Will it hold?\n\nCalloway: It will.\n\nInterviewer: And then?\n\nCalloway: Then we rest.",
        expect![[r#"
            Will it hold? <- Interviewer
            It will. <- Calloway = Ines Calloway
            And then? <- Interviewer
            Then we rest. <- Calloway = Ines Calloway
        "#]],
    );
}

#[test]
fn times_parties_and_offices_stand_beside_names() {
    check(
        "[00:01:02] John Tarn: Will it hold?\n[00:01:05] Ines Calloway: It will.",
        expect![[r#"
        Will it hold? <- John Tarn
        It will. <- Ines Calloway
    "#]],
    );
    check(
        "Orla Kitto (Harbour Party): Will it hold?\n\nThe Minister for Harbours (Ines Calloway): It will.\n\nOrla Kitto (Harbour Party): And then?\n\nINES CALLOWAY: Then we rest.",
        expect![[r#"
            Will it hold? <- Orla Kitto
            It will. <- Ines Calloway
            And then? <- Orla Kitto
            Then we rest. <- INES CALLOWAY = Ines Calloway
        "#]],
    );
    check(
        "MR. TARN: Will it hold?\n\nMS. CALLOWAY: It will.\n\nTHE CHAIR: Order.\n\nUNIDENTIFIED MALE: Hear, hear!\n\nMR. TARN: And then?",
        expect![[r#"
            Will it hold? <- MR. TARN = Tarn
            It will. <- MS. CALLOWAY = Calloway
            Order. <- THE CHAIR
            Hear, hear! <- UNIDENTIFIED MALE
            And then? <- MR. TARN = Tarn
        "#]],
    );
}

#[test]
fn captions_change_speakers_by_marks() {
    check(
        ">> TARN: Will it hold?\n\n>> CALLOWAY: It will. We have\ntested it.\n\n>> And then?",
        expect![[r#"
            Will it hold? <- TARN = Tarn
            It will. We have / tested it. <- CALLOWAY = Calloway
            And then? <- unknown
        "#]],
    );
    check(
        "1\n00:00:01,000 --> 00:00:04,000\nTARN: Will the gate\n\n2\n00:00:04,500 --> 00:00:08,000\nhold?\n\n3\n00:00:09,000 --> 00:00:12,000\n- It will.\n- Are you sure?\n",
        expect![[r#"
            Will the gate / hold? <- TARN = Tarn
            It will. <- unknown
            Are you sure? <- unknown
        "#]],
    );
}

#[test]
fn german_labels_are_words_of_their_own() {
    check(
        "Im Gespräch mit Ada Marsch, der Leiterin des Hafens\n\nFrage: Wird das Tor halten?\n\nAntwort: Es wird halten.\n\nFrage: Und dann?\n\nAntwort: Dann ist Ruhe.",
        expect![[r#"
            Wird das Tor halten? <- Frage
            Es wird halten. <- Antwort = Ada Marsch
            Und dann? <- Frage
            Dann ist Ruhe. <- Antwort = Ada Marsch
        "#]],
    );
}

#[test]
fn what_only_looks_like_labels_is_no_transcript() {
    for text in [
        // A headline that names its speaker, over an article.
        "Calloway: the gate will hold\n\nInes Calloway spoke on Monday.\n\nRead more: the gate in pictures\n\nThe rain came.",
        // What a page says of its films.
        "Running Time: 90 minutes\n\nRelease Date: 2031\n\nRunning Time: 80 minutes\n\nRelease Date: 2032",
        // What a page says of its products.
        "Pros: it is light.\n\nCons: it is dear.\n\nPros: it is cheap.\n\nCons: does it last?",
        // Notes on who thinks what.
        "Ines Calloway and Orla Kitto met.\n\nCalloway: against the plan.\n\nKitto: for it.\n\nCalloway: still against it.",
        // An initial.
        "A. Marsh came.\n\nB. Rowan left.\n\nA. Marsh stayed.",
    ] {
        assert_eq!(said(text), "", "{text}");
    }
}
