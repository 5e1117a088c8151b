//! German: marks come with the marks table; here the speech verbs, pronouns and function words.

use crate::prose::lexicon::{Labels, Tables, class};

/// The tables of German. Verb forms stand as they are written: German inflection is not derived.
pub(in crate::prose) const TABLES: Tables = Tables {
    speech_verbs: "",
    telling_verbs: "",
    weak_verbs: "",
    other_verbs: "",
    classes: &[
        (
            class::SAY | class::FINITE,
            "sagte sagt sagten sagen erklärte erklärt erklärten betonte betont betonten meinte meint meinten schrieb schreibt schrieben \
             teilte berichtete berichtet berichteten kommentierte kommentiert fügte ergänzte ergänzt bezeichnete bezeichnet bezeichneten \
             nannte nennt nannten forderte fordert forderten warnte warnt warnten kritisierte kritisiert kritisierten äußerte äußert äußerten \
             antwortete antwortet entgegnete fragte fragt rief ruft lobte lobt behauptete behauptet bekräftigte bekräftigt bestätigte bestätigt \
             kündigte verkündete verkündet versicherte versichert unterstrich unterstreicht hob heißt hieß lautet lautete \
             gab räumte zitierte zitiert sprach spricht sprachen formulierte formuliert befürchtet befürchtete hofft hoffte \
             verurteilte verurteilt begründete begründet beschrieb beschreibt beklagte beklagt verteidigte verteidigt \
             erläuterte erläutert wies stellte titelte titelt resümierte konstatierte mahnte mahnt plädierte appellierte \
             gesagt erklärt geäußert geschrieben mitgeteilt betont bekannt schloss schließt dementierte bedauerte bedauert würdigte würdigt",
        ),
        (class::LIKE, "als wie"),
        (
            class::REPORTED,
            "sei seien habe hätte hätten werde würde würden könne könnte könnten solle müsse müsste müssten wolle dürfe dürfte dürften \
             gebe gäbe gehe stehe liege komme käme lasse ließe bleibe bestehe handele handle halte führe mache wisse brauche bringe \
             nehme sehe finde gehöre wäre wären gelte zeige drohe entspreche spreche trage stelle biete diene fehle erhalte erwarte",
        ),
        (class::ACCORDING, "laut"),
        (class::SAY_ING, "so laut zufolge gemäß wörtlich"),
        (class::BE, "ist war sind waren sei seien wäre wären wurde wurden wird werden"),
        (
            class::AUX,
            "hat hatte haben hatten habe hätte hätten kann konnte soll sollte will wollte muss musste darf zu",
        ),
        (class::NEGATION, "nicht kein keine nie niemals ohne"),
        (class::HE, "er"),
        (class::SHE, "sie"),
        (class::IT, "es"),
        (class::FIRST_PERSON, "ich wir ihr du mich uns"),
        (class::OBJECT_PRONOUN, "ihn ihm ihnen"),
        (class::POSSESSIVE, "sein seine seinen seiner seinem ihr ihre ihren ihrer ihrem"),
        (class::WHO, "welcher welche welches dessen deren"),
        (
            class::DETERMINER,
            "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener jene einige viele mehrere alle",
        ),
        (
            class::PREPOSITION,
            "in im an am auf aus bei beim von vom zu zum zur mit nach vor für über unter gegen durch um seit während wegen trotz \
             zwischen bis ohne neben laut gegenüber",
        ),
        (class::WHAT, "was"),
        (class::BYSTANDER, "sprecher sprecherin richter richterin anwalt anwältin herr frau trainer"),
        (class::LOCATIVE, "in im bei aus nach"),
        (class::CONJUNCTION, "und oder aber sondern denn"),
        (class::SUBORDINATOR, "dass daß wenn weil als ob nachdem bevor während obwohl wie wo was warum damit da"),
        (class::THAT, "dass daß"),
        (
            class::ADVERB,
            "auch dann später heute gestern morgen noch schon wieder immer sehr hier dort jedoch allerdings weiter außerdem zudem",
        ),
        (
            class::SPEECH_NOUN,
            "worten aussage erklärung bericht brief rede interview mitteilung angaben meinung ansicht zitat begründung urteil",
        ),
        (
            class::TITLE,
            "herr frau dr. prof. präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin \
             außenminister innenminister ministerpräsident bürgermeister bürgermeisterin außenministerin innenministerin \
             ministerpräsidentin oberbürgermeister oberbürgermeisterin sprecher sprecherin general könig königin papst bischof \
             premierminister senator gouverneur professor richter staatsanwalt direktor chef vorsitzender vorsitzende trainer",
        ),
        (
            class::MALE,
            "herr präsident kanzler bundeskanzler minister außenminister innenminister sprecher könig papst bischof mann",
        ),
        (class::FEMALE, "frau präsidentin kanzlerin bundeskanzlerin ministerin sprecherin königin"),
        (
            class::CALENDAR,
            "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember",
        ),
        (
            class::ROLE,
            "präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin sprecher sprecherin \
             außenminister innenminister ministerpräsident bürgermeister senator professor experte expertin autor autorin direktor \
             trainer richter anwalt staatsanwalt vorsitzende vorsitzender geschäftsführer politiker politikerin abgeordneter \
             chef chefin journalist könig königin papst bischof generalsekretär",
        ),
        (
            class::BODY,
            "regierung ministerium partei unternehmen firma verband polizei gericht behörde organisation zeitung magazin sender \
             bundesregierung staatsanwaltschaft universität kommission rat amt spd cdu csu fdp grüne linke agentur",
        ),
        (class::GROUP, "beamte kritiker experten politiker bürger demonstranten anwälte ärzte medien"),
        (class::ABBREVIATION, "dr. prof. st. nr. z.b. d.h. u.a. bzw. ca. usw. jr. mio. mrd. str. evtl. ggf. sog. vgl."),
        (
            class::STOP,
            "der die das ein eine und oder aber er sie es wir ich ihr in im an am auf aus bei von zu mit nach vor für über unter gegen durch um seit \
             wenn weil als ob dass so auch dann heute gestern noch schon hier dort jedoch allerdings dies diese dieser dieses nun \
             man nur mehr alle viele einige laut während trotz wie was wer wo warum damit da dabei dazu danach daraufhin bereits",
        ),
        (
            class::WORK,
            "film filme buch bücher roman titel motto lied album serie sendung magazin zeitung zeitungen zeitschrift musical stück projekt preis name namen \
             aktion schiff band verein firma hotel restaurant gruppe organisation nachrichtenmagazin tageszeitung sogenannte sogenannten \
             genannte genannten sender radiosender fachmagazin fachzeitschrift agentur nachrichtenagentur studie auszeichnung operation \
             initiative stiftung bündnis kampagne programm spiel oper theaterstück gemälde ausstellung festival begriff thema themen",
        ),
        (class::PLATFORM, "twitter facebook instagram youtube tiktok telegram"),
    ],
    elisions: "s n ne nen nem",
    according: &["laut"],
    labels: Labels {
        questions: "f frage q",
        answers: "a antwort",
        unknown: "unbekannt unbekannter unbekannte zwischenruf zuruf stimme stimmen publikum alle anrufer anruferin",
        noises: "beifall applaus lachen gelächter heiterkeit zwischenruf zwischenrufe zuruf zurufe unverständlich musik pause stille",
        conversations: "interview gespräch unterhaltung sprach sprachen redete redeten",
    },
};
