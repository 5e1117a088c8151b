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
             sieht sah hält hielt führt führte warf wirft bat bittet urteilte urteilt begrüßte begrüßt feierte meldete meldet meldeten \
             bestreitet bestritt rechtfertigte rechtfertigt skandierten skandierte rief riefen fand findet befand vertritt vertrat riet rät \
             zeigte sicherte teilten mitteilte mitteilten ankündigte ausführte feststellte einräumte hinzufügte zusicherte versprach verspricht drohte droht \
             gestand gesteht schätzte schätzt charakterisierte charakterisiert brachte bemängelte bemängelt moniert monierte \
             spottete scherzte schlug verlangte verlangt verlangten wünschte wünscht befürwortete entschied beschuldigte beteuerte \
             unterstellte unterstellt prangerte prangerten strich lehnt lehnte ließ gratulierte dankte verwies verweist \
             argumentierte argumentiert folgerte ermahnte klagte beschwerte leugnete resümiert analysierte informierte erinnerte \
             gesagt erklärt geäußert geschrieben mitgeteilt betont bekannt schloss schließt dementierte bedauerte bedauert würdigte würdigt",
        ),
        (class::LIKE, "als wie"),
        (class::THUS, "so"),
        (class::POSTPOSED, "zufolge"),
        (
            class::OBLIQUE,
            "dem den des einem einen eines einer diesem diesen dieses jenem seinem seinen seines ihrem ihren ihres",
        ),
        (
            class::REPORTED,
            "sei seien habe hätte hätten werde würde würden könne könnte könnten solle müsse müsste müssten wolle dürfe dürfte dürften \
             gebe gäbe gehe stehe liege komme käme lasse ließe bleibe bestehe handele handle halte führe mache wisse brauche bringe \
             nehme sehe finde gehöre wäre wären gelte zeige drohe entspreche spreche trage stelle biete diene fehle erhalte erwarte",
        ),
        (class::ACCORDING, "laut"),
        (class::SAY_ING, "gemäß wörtlich"),
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
            "auch dann später heute gestern morgen noch schon wieder immer sehr hier dort jedoch allerdings weiter außerdem zudem sich \
             darauf daraufhin dabei dazu danach daher deshalb deswegen so bereits zuletzt zuvor unterdessen inzwischen indes hingegen \
             dagegen ferner weiterhin anschließend schließlich einerseits andererseits wörtlich damit somit nun jetzt dennoch trotzdem \
             gegenüber erst nur selbst ebenfalls ebenso zunächst kürzlich vorher nachher abends morgens",
        ),
        (
            class::SPEECH_NOUN,
            "worten aussage aussagen erklärung bericht brief rede interview mitteilung angaben meinung ansicht zitat begründung urteil \
             auffassung einschätzung darstellung stellungnahme äußerung äußerungen presseerklärung kommentar feststellung fazit",
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
             chef chefin journalist könig königin papst bischof generalsekretär richterin anwältin staatsanwältin geschäftsführerin \
             abgeordnete journalistin sekretär sekretärin beauftragter beauftragte leiter leiterin forscher forscherin \
             wissenschaftler wissenschaftlerin mitarbeiter mitarbeiterin kandidat kandidatin gouverneur botschafter botschafterin \
             verteidiger verteidigerin ermittler kommissar kommissarin historiker historikerin ökonom arzt ärztin lehrer lehrerin \
             schauspieler schauspielerin sänger sängerin regisseur schriftsteller schriftstellerin redakteur redakteurin manager \
             investor zeuge zeugin angeklagter angeklagte polizist polizistin soldat general oberst astronaut meteorologe \
             gründer gründerin führer führerin vertreter vertreterin rektor rektorin moderator moderatorin dekan pfarrer \
             bundespräsident reporter reporterin anführer sportler kapitän pilot aktivist aktivistin",
        ),
        (
            class::BODY,
            "regierung ministerium partei unternehmen firma verband polizei gericht behörde organisation zeitung magazin sender \
             bundesregierung staatsanwaltschaft universität kommission rat amt spd cdu csu fdp grüne linke agentur bundesrat \
             sicherheitsrat stadtrat gemeinderat gewerkschaft fraktion union stiftung verwaltung senat parlament bundestag landtag \
             gesellschaft konzern bank verein institut dienst armee militär botschaft kirche bündnis bewegung verlag redaktion klub \
             behörde büro kammer liga vereinigung allianz koalition opposition meldung studie gutachten pressemitteilung \
             ausschuss vorstand präsidium justiz feuerwehr hersteller betreiber anbieter veranstalter forum netzwerk hochschule \
             zentrale leitung führung junta marine luftwaffe initiative",
        ),
        (
            class::GROUP,
            "beamte kritiker experten politiker bürger demonstranten anwälte ärzte medien beobachter behörden \
             gewerkschaften anwohner organisationen zeugen gegner befürworter angehörige eltern mediziner juristen journalisten \
             verbände parteien zeitungen agenturen abgeordneten vertretern teilnehmer studenten schüler fans",
        ),
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
             initiative stiftung bündnis kampagne programm spiel oper theaterstück gemälde ausstellung festival begriff thema themen \
             rakete sturm hurrikan taifun raumfähre fähre sonde satellit flugzeug boot zug auto modell marke quartier stadion halle \
             straße park kneipe klinik schule institut system software prozess gesetz preis orden medaille wettbewerb \
             meisterschaft turnier pokal konferenz messe website webseite portal blog band orchester song single streifen \
             folge episode gedicht artikel text überschrift schlagzeile kurz tanker frachter kreuzer plattform insel haltestelle \
             bahnhof prädikat rubrik reihe typ projekte gemeinschaft organisationen magazine zeitungen",
        ),
        (class::PLATFORM, "twitter facebook instagram youtube tiktok telegram"),
    ],
    elisions: "s n ne nen nem",
    according: &[
        &["laut"],
        &["nach", "Angaben"],
        &["nach", "Angaben", "von"],
        &["nach", "den", "Angaben"],
        &["nach", "Meinung"],
        &["nach", "Meinung", "von"],
        &["nach", "Ansicht"],
        &["nach", "Ansicht", "von"],
        &["nach", "Auffassung"],
        &["nach", "Auffassung", "von"],
        &["nach", "Einschätzung"],
        &["nach", "Einschätzung", "von"],
        &["nach", "Aussage"],
        &["nach", "Aussage", "von"],
        &["nach", "Aussagen"],
        &["nach", "Aussagen", "von"],
        &["nach", "Darstellung"],
        &["nach", "Darstellung", "von"],
        &["nach", "Informationen"],
        &["nach", "Informationen", "von"],
        &["nach", "Überzeugung"],
        &["nach", "Überzeugung", "von"],
        &["nach", "Worten"],
        &["nach", "Worten", "von"],
        &["nach", "den", "Worten"],
        &["nach", "den", "Worten", "von"],
        &["aus", "Sicht"],
        &["aus", "Sicht", "von"],
    ],
    abstract_endings: &["ung", "ungen", "heit", "heiten", "keit", "keiten", "nis", "nisse", "tum", "schaften"],
    joins_nouns: true,
    labels: Labels {
        questions: "f frage q",
        answers: "a antwort",
        unknown: "unbekannt unbekannter unbekannte zwischenruf zuruf stimme stimmen publikum alle anrufer anruferin",
        noises: "beifall applaus lachen gelächter heiterkeit zwischenruf zwischenrufe zuruf zurufe unverständlich musik pause stille",
        conversations: "interview gespräch unterhaltung sprach sprachen redete redeten",
    },
};
