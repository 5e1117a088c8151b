//! Quotations inside quotations: the outer speaker and the inner one.

use expect_test::{Expect, expect};

use super::said;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&said(text));
}

#[test]
fn the_outer_words_name_the_inner_speaker() {
    check(
        "“He told me, ‘I will not sign,’ ” Ada Marsh said.",
        expect![[r#"
        He told me, ‘I will not sign,’  <- Ada Marsh, said
          I will not sign, <- He, told
    "#]],
    );
    check(
        "“Tom Rowan told me, ‘I will not sign.’ He left then,” Ada Marsh said.",
        expect![[r#"
            Tom Rowan told me, ‘I will not sign.’ He left then, <- Ada Marsh, said
              I will not sign. <- Tom Rowan, told
        "#]],
    );
    check(
        "Ada Marsh said: “‘We cannot pay,’ Mr. Rowan said to us on the quay.”",
        expect![[r#"
        ‘We cannot pay,’ Mr. Rowan said to us on the quay. <- Ada Marsh, said
          We cannot pay, <- Mr. Rowan = Rowan, said
    "#]],
    );
    check(
        "“Tom Rowan came. He said, ‘We cannot pay,’” Ada Marsh recalled.",
        expect![[r#"
        Tom Rowan came. He said, ‘We cannot pay,’ <- Ada Marsh, recalled
          We cannot pay, <- He = Tom Rowan, said
    "#]],
    );
}

#[test]
fn who_quotes_herself_is_the_speaker() {
    check(
        "“I said to them, ‘We will not sign,’ and I meant it,” Ada Marsh said.",
        expect![[r#"
            I said to them, ‘We will not sign,’ and I meant it, <- Ada Marsh, said
              We will not sign, <- I = Ada Marsh, said
        "#]],
    );
}

#[test]
fn what_nobody_says_inside_has_no_speaker() {
    check(
        "“It was a so-called ‘victory’ for all of us,” Ada Marsh said.",
        expect![[r#"
        It was a so-called ‘victory’ for all of us, <- Ada Marsh, said
          victory <- unknown
    "#]],
    );
    check(
        "“The sign reads ‘Keep off the gate’ now,” Ada Marsh said.",
        expect![[r#"
            The sign reads ‘Keep off the gate’ now, <- Ada Marsh, said
              Keep off the gate <- unknown
        "#]],
    );
}

#[test]
fn turns_quote_others_as_well() {
    check(
        "MARSH: Will it hold?\n\nROWAN: Tom Kitto told me, “We cannot pay.”\n\nMARSH: I see.",
        expect![[r#"
            Will it hold? <- MARSH = Marsh
            Tom Kitto told me, “We cannot pay.” <- ROWAN = Rowan
              We cannot pay. <- Tom Kitto, told
            I see. <- MARSH = Marsh
        "#]],
    );
}
