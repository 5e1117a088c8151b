//! English.

use crate::prose::lexicon::{Labels, Tables, class};

/// The tables of English. Verbs are base forms, with irregular forms behind colons (past,
/// participle) and `+` where the last consonant doubles; all other words stand as they are.
pub(in crate::prose) const TABLES: Tables = Tables {
    speech_verbs: "say:said acknowledge add admit admonish advise affirm agree allege announce answer argue ask assert \
        assure aver bark beg:begged bemoan boast caution chide chime claim clarify command comment complain concede conclude \
        confess confirm contend continue counsel counter cry:cried curse declare demand deny describe disclose elaborate \
        emphasize emphasise exclaim exhort explain fire finish fume gripe grouse growl grumble gush hint \
        implore inform inquire insist instruct interject intone joke jest lament laugh maintain mention mumble murmur muse mutter \
        note object observe offer opine order persist plead pledge point pose post pray predict proclaim \
        promise pronounce propose protest quip+ rant read:read reason reassure recall recite recollect recount reflect \
        reiterate rejoin relate remark remember remind repeat reply:replied report respond retort reveal roar rule scold scream \
        shout sigh snap+ snark sneer speak:spoke:spoken speculate state stipulate stress stutter submit+ suggest surmise swear:swore:sworn \
        tell:told teach:taught testify:testified theorize thunder tout trumpet tweet retweet underline underscore urge utter venture vent \
        volunteer vow wail warn weigh whisper wonder write:wrote:written yell assess blog+ email text quote cite think:thought \
        believe feel:felt know:knew:known worry:worried hope expect sing:sang:sung chant deadpan+ enthuse editorialize \
        put:put go:went:gone begin:began:begun conclude reckon rail preach lecture exult crow marvel gloat lambast \
        interrupt narrate publish dictate echo proffer posit suppose summarize",
    telling_verbs: "tell:told ask assure advise remind inform urge warn caution remark beg:begged implore instruct order \
        lecture admonish chide scold reassure teach:taught promise text email counsel",
    weak_verbs: "accuse accept admire applaud appear attack back bash berate bill blame blast brand call castigate \
        champion celebrate challenge characterize characterise charge cheer compare condemn congratulate criticize criticise \
        credit debunk decry:decried defend deem define denounce denigrate deplore depict deride dismiss discuss disparage \
        dispute dub+ encourage endorse extol+ fault favor hail highlight hold:held identify:identified invoke joke label liken \
        list mock name nickname note oppose outline paint pan+ peg+ pitch portray praise present promote push question rail \
        ridicule rip+ savage see:saw:seen sign:signed slam+ slap+ spell:spelled stand:stood support talk target taunt tease \
        term thank title trash treat use view vilify:vilified want welcome find:found show:showed:shown prove include send:sent \
        issue deliver release launch consider refer+ reference reject rebuke renew reprimand rebut+ repudiate release open \
        start close end turn make:made draw:drew:drawn give:gave:given take:took:taken seek:sought learn hear:heard express signal \
        decide recommend require estimate indicate acknowledge regard reassert seize signaled telegraph tick lash hammer \
        respond react warn boast caution cast:cast claim keep:kept feature carry:carried bear:bore wear:wore run:ran \
        address press plan vow strike:struck lead:led hit:hit mention explain speak:spoke:spoken conclude introduce \
        assail argue warn campaign assure rate ascribe attribute mean:meant exist fear suspect doubt imply:implied decline need",
    other_verbs: "be:was:been have:had do:did get:got come:came leave:left become:became meet:met bring:brought buy:bought \
        catch:caught build:built choose:chose eat:ate fall:fell fly:flew grow:grew lose:lost pay:paid sell:sold sit:sat \
        spend:spent throw:threw win:won understand:understood stay play move live happen help walk watch wait work \
        serve look try:tried change follow stop create allow die love like raise pass remain kill die join visit face lose \
        set:set let:let cut:cut rise:rose break:broke drive:drove fight:fought arrive enter return marry:married",
    classes: &[
        (class::BE, "is was are were be been being am 's 're isn't wasn't weren't aren't"),
        (
            class::AUX,
            "has had have having will would can could may might must shall should did does do won't wouldn't didn't doesn't \
             don't hasn't hadn't haven't can't couldn't cannot to",
        ),
        (class::NEGATION, "not never n't no nor neither without"),
        (class::HE, "he himself"),
        (class::SHE, "she herself"),
        (class::THEY, "they themselves"),
        (class::IT, "it itself"),
        (class::FIRST_PERSON, "i we you me us myself ourselves yourself"),
        (class::OBJECT_PRONOUN, "him her them"),
        (class::POSSESSIVE, "his her their its"),
        (class::MY, "my our your mine ours yours"),
        (class::WHO, "who which whom whose"),
        (
            class::DETERMINER,
            "the a an this that these those some many several one another both all each every any most few two three four \
             five six seven eight nine ten dozens hundreds thousands other certain such no",
        ),
        (
            class::PREPOSITION,
            "of in on at by for with from to into onto over under about against between among during through after \
             before since until upon via per around near across along behind beyond despite toward towards amid within \
             without including regarding concerning following like unlike outside inside above below off up down out as",
        ),
        (class::LOCATIVE, "in at into near across throughout inside outside around"),
        (class::WHAT, "what"),
        (
            class::BYSTANDER,
            "spokesman spokeswoman spokesperson judge officer host moderator reporter correspondent lawyer attorney doctor \
             detective anchor author aunt uncle father mother sister brother justice analyst economist historian",
        ),
        (class::PARTY, "r d i l rep dem ind lib lab con"),
        (class::CONJUNCTION, "and or but nor yet so"),
        (
            class::SUBORDINATOR,
            "that if when while as because after before since although though whether unless where why how what once until whereas",
        ),
        (class::THAT, "that"),
        (class::LIKE, "as like"),
        (class::RUNNING, "candidate nominee contender hopeful front-runner frontrunner challenger"),
        (class::ACCORDING, "according"),
        (
            class::ADVERB,
            "also then later recently again often once now still even just further soon already ever always never \
             sometimes here there today yesterday tomorrow tonight instead too quite rather very perhaps maybe meanwhile however \
             moreover furthermore nonetheless nevertheless therefore thus indeed first last next ago early late \
             back ahead aloud online twice simply only else earlier afterward afterwards anyway flatly",
        ),
        (
            class::SPEECH_NOUN,
            "statement statements remark remarks comment comments claim claims word words tweet tweets post posts interview \
             interviews email emails e-mail letter letters speech speeches message messages answer reply response question \
             questions warning assertion assertions argument call calls criticism quote quotes quotation phrase slogan line motto \
             memo op-ed column essay book article blog testimony ruling opinion report reports transcript press release note \
             declaration pledge promise vow joke caption headline description characterization accusation suggestion \
             contention view vision plan proposal text editorial address monologue ad ads advertisement video admission chant chants cheer \
             cheers cry cries refrain mantra notion criticism complaint complaints insistence prediction suggestion praise promises \
             vows rhetoric pitch closing-argument theory idea advice demand demands threat threats apology account explanation",
        ),
        (
            class::TITLE,
            "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sen sen. sens. rep rep. reps. gov gov. govs. gen gen. lt lt. col col. \
             sgt sgt. capt capt. maj maj. adm adm. rev rev. hon hon. sir lady lord dame judge justice president \
             vice-president senator congressman congresswoman representative governor mayor secretary minister chancellor ambassador king \
             queen prince princess pope cardinal bishop archbishop rabbi imam sheikh father sister brother chairman \
             chairwoman professor general colonel captain sheriff detective officer speaker leader candidate nominee director premier \
             commissioner deputy-secretary delegate councilman councilwoman alderman pastor reverend coach comedian actor actress \
             author host anchor moderator correspondent reporter attorney lawyer strategist spokesman spokeswoman spokesperson \
             envoy adviser advisor analyst economist historian billionaire businessman activist founder ceo chief comrade \
             lt.-gen. messrs. sec. pres. supt. det. cmdr. atty. aunt uncle co-founder co-chair co-host \
             assemblyman assemblywoman assemblymember councilmember councillor councilor comptroller treasurer auditor \
             archdeacon canon sergeant corporal private lieutenant major commander commodore admiral marshal constable \
             superintendent inspector chancellor vicar deacon monsignor principal dean provost registrar magistrate prosecutor \
             engineer photographer singer rapper musician novelist poet pollster consultant organizer lobbyist veteran \
             sens gov reps atty supt messrs",
        ),
        (
            class::MALE,
            "mr mr. sir lord king prince congressman councilman businessman spokesman chairman father brother uncle man \
             boy husband son actor policeman fisherman gentleman pope cardinal widower grandfather",
        ),
        (
            class::FEMALE,
            "mrs mrs. ms ms. miss lady dame queen princess congresswoman councilwoman businesswoman spokeswoman chairwoman \
             mother sister aunt woman girl wife daughter actress policewoman widow grandmother mom",
        ),
        (class::SUFFIX, "jr jr. sr sr. ii iii iv esq. ph.d. m.d."),
        (
            class::MODIFIER,
            "former ex senior top chief special deputy acting interim longtime then late veteran fellow current then-candidate \
             then-president vice assistant associate junior lead leading prominent conservative liberal moderate progressive \
             presidential vice-presidential national federal state local democratic foreign prime general high-ranking retired \
             outgoing incoming newly-elected unidentified unnamed anonymous rival republican congressional gubernatorial \
             senatorial political military legal communications campaign press policy security chief new old young incumbent \
             presumptive would-be real-estate longshot right-wing left-wing far-right key",
        ),
        (
            class::CALENDAR,
            "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
             september october november december jan. feb. mar. apr. aug. sept. sep. oct. nov. dec. mon. tues. wed. thurs. fri. \
             sat. sun. christmas thanksgiving easter",
        ),
        (
            class::ADDRESSEE,
            "reporters supporters crowd audience journalists newsmen lawmakers rally attendees voters listeners viewers \
             donors onlookers press media congress jurors",
        ),
        (class::ROLE, ROLES),
        (class::BODY, BODIES),
        (class::GROUP, GROUPS),
        (class::DEMONYM, DEMONYMS),
        (class::PLACE, PLACES),
        (
            class::ABBREVIATION,
            "mr. mrs. ms. dr. prof. sen. sens. rep. reps. gov. govs. gen. lt. col. sgt. capt. maj. adm. rev. hon. st. jr. sr. vs. v. \
             inc. corp. ltd. co. no. vol. fig. pp. cf. e.g. i.e. approx. dept. jan. feb. mar. apr. aug. sept. sep. oct. nov. dec. \
             mt. ft. d. r. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. mass. md. mich. minn. \
             miss. mo. mont. neb. nev. okla. ore. pa. tenn. tex. va. vt. wash. wis. wyo. sec. pres. supt. det. cmdr. atty. messrs. \
             ave. blvd. rd. etc. op. ed. esq. ph.d. m.d. a.m. p.m. u.s. u.n. u.k. d.c.",
        ),
        (
            class::STOP,
            "there here then also meanwhile however still yet now today yesterday tonight earlier later recently again even just \
             only when while if as because although though since until after before once where why how what who which whose \
             but and or so nor for in on at by with from to of about against during despite among amid asked speaking \
             according it he she they we i you this that these those the a an my our your his her their its some many most all both \
             each every any several few another other such no not yes well oh please thanks thank let don't can't won't didn't isn't more \
             less much like unlike under over between through perhaps maybe instead moreover furthermore nonetheless \
             nevertheless therefore thus indeed finally first second third last next one two three four five six seven eight nine \
             ten never always often sometimes rather given based following including watch read listen follow see \
             photo image video updated via advertisement related story breaking exclusive summary introduction conclusion \
             will would could should can may might must do does did is are was were be have has had ever too very \
             either neither whether upon within without inside outside near around across along behind beyond below above \
             down up out off into onto per plus nearly almost roughly until till whatever whoever whenever wherever \
             something someone everyone everybody anyone anybody nothing nobody everything anything none elsewhere otherwise \
             similarly likewise accordingly consequently additionally specifically overall generally clearly obviously \
             apparently presumably arguably importantly notably interestingly unfortunately fortunately ultimately initially \
             previously currently simply certainly surely actually basically essentially literally frankly honestly",
        ),
        (
            class::WORK,
            "show shows program programme film films movie movies book books album albums song songs series novel novels documentary \
             podcast magazine concert tune sitcom musical play opera painting game games operation initiative award titled entitled dubbed \
             named nicknamed called known single track tour comedy drama thriller classic hit hits poem memoir biography best-seller \
             bestseller column exhibit exhibition cartoon hashtag codenamed so-called resume character role starred stars",
        ),
        (
            class::PLATFORM,
            "twitter facebook instagram youtube tiktok telegram truth linkedin snapchat reddit bluesky threads periscope",
        ),
    ],
    elisions: "tis twas twere til till em cause bout round n nuff cuz ere neath fore tween",
    according: &[&["according", "to"]],
    abstract_endings: &[],
    joins_nouns: false,
    labels: Labels {
        questions: "q question",
        answers: "a answer",
        unknown: "unidentified unknown male female speaker voice voices caption operator audience crowd all both caller \
            participant questioner respondent chorus multiple inaudible",
        noises: "crosstalk cross-talk laughter laughs laughing chuckles applause applauds cheers cheering booing boos pause \
            silence inaudible unintelligible indiscernible music sighs coughs gavel",
        conversations: "interview interviews conversation talk q&a spoke talked chat chatted sat discussion exchange",
    },
};

const ROLES: &str = "president vice-president senator congressman congresswoman representative lawmaker legislator governor mayor \
    secretary minister chancellor ambassador envoy diplomat official spokesman spokeswoman spokesperson adviser advisor aide \
    strategist consultant pollster analyst economist professor historian scholar expert researcher scientist doctor \
    physician nurse surgeon lawyer attorney prosecutor judge justice magistrate sheriff detective officer agent general admiral colonel captain \
    sergeant soldier marine veteran commander chairman chairwoman chair chairperson chief executive ceo cfo coo director \
    manager founder co-founder owner president-elect head leader boss coach player quarterback pitcher striker athlete \
    actor actress singer musician rapper comedian director producer author writer novelist poet columnist journalist reporter \
    correspondent editor anchor host moderator blogger commentator pundit critic activist organizer volunteer advocate \
    campaigner candidate nominee front-runner frontrunner contender challenger incumbent opponent rival democrat republican \
    libertarian socialist independent conservative liberal moderate billionaire millionaire businessman businesswoman mogul \
    magnate developer entrepreneur investor banker broker trader farmer rancher worker teacher principal student pastor \
    minister priest bishop archbishop cardinal pope rabbi imam cleric reverend father mother son daughter brother sister \
    husband wife widow uncle aunt cousin grandfather grandmother parent friend neighbor colleague partner man woman boy girl \
    resident citizen voter supporter delegate lobbyist donor fundraiser operative staffer intern witness victim survivor \
    suspect defendant plaintiff source insider whistleblower premier king queen prince princess monarch emperor dictator \
    commissioner superintendent inspector investigator secretary-general speaker whip deputy counselor counsel attorney-general \
    texan floridian californian ohioan virginian hawkeye newcomer retiree hotelier socialite heiress narrator announcer \
    creator star celebrity model designer artist architect engineer pilot astronaut driver mechanic clerk cashier waiter chef \
    carpenter plumber electrician firefighter paramedic policeman cop guard warden janitor housekeeper mom dad \
    fisherman fellow treasurer auditor ombudsman regulator negotiator mediator broker interviewer \
    interpreter translator publisher philanthropist theologian psychologist sociologist psychiatrist biologist physicist \
    historian demographer meteorologist climatologist economist strategist statistician technician curator librarian dean provost \
    chancellor rector headmaster tutor lecturer apprentice patriarch matriarch elder youth teenager teen";

const BODIES: &str = "government administration ministry department agency bureau commission committee council court senate house congress \
    parliament assembly party campaign company corporation firm bank fund foundation institute institution university college \
    school church union association federation league organization organisation group coalition alliance network channel \
    station newspaper paper magazine journal outlet site website blog publication press times post tribune herald globe \
    gazette chronicle courier observer guardian telegraph mail express sun star mirror independent record register sentinel \
    broadcaster studio army navy police force office embassy consulate delegation team club board panel \
    jury authority administration regime junta militia center centre hospital clinic museum library trust society \
    committee subcommittee caucus pac inc inc. corp corp. llc ltd ltd. co. plc gmbh airlines airways motors industries \
    holdings partners associates group's pentagon kremlin nato cnn nbc abc cbs fox msnbc cnbc bbc npr pbs reuters ap afp \
    bloomberg politico axios vox buzzfeed breitbart fbi cia nsa doj irs epa fda cdc rnc dnc gop un u.n. eu e.u. who imf \
    white-house legislature tribunal watchdog regulator consortium cartel startup developer retailer manufacturer \
    airline railway utility bulletin survey study poll report document documents lawsuit complaint filing indictment affidavit \
    petition ad letter email e-mail memo memorandum statement resolution bill law amendment constitution treaty \
    website newsletter transcript editorial article book page sign banner poster placard t-shirt headline caption charter manifesto \
    platform rule ruling decision opinion order verdict guidelines policy warning notice announcement release invitation \
    message tweet post note text script";

const GROUPS: &str = "officials critics supporters opponents experts analysts observers lawmakers legislators senators democrats republicans \
    conservatives liberals progressives libertarians reporters journalists people voters residents citizens activists protesters \
    demonstrators organizers leaders aides advisers advisors strategists pollsters economists scientists researchers scholars doctors \
    lawyers attorneys prosecutors judges police authorities investigators witnesses sources insiders allies friends colleagues \
    members delegates donors fans students teachers parents workers employees executives investors soldiers troops veterans \
    generals diplomats americans russians ukrainians europeans israelis palestinians muslims christians jews catholics evangelicals \
    women men children families neighbors staffers operatives consultants candidates governors mayors candidates rivals \
    authors writers editors pundits commentators anchors hosts users commenters others many some hundreds thousands dozens \
    respondents participants attendees spectators lawmakers survivors victims relatives backers detractors skeptics defenders \
    advocates campaigners moderates hardliners hawks doves elites insurgents rebels militants refugees migrants immigrants \
    prosecutors clergy pastors bishops ministers scientists scholars historians jurors justices lobbyists regulators retailers \
    farmers unions companies banks agencies newspapers media tweets ads signs posters emails documents records";

const DEMONYMS: &str = "american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss \
    austrian polish czech slovak hungarian romanian bulgarian greek turkish russian ukrainian belarusian georgian armenian \
    israeli palestinian jordanian lebanese syrian iraqi iranian saudi egyptian libyan tunisian algerian moroccan nigerian \
    kenyan ethiopian somali sudanese south north african indian pakistani afghan bangladeshi chinese japanese korean \
    taiwanese vietnamese thai indonesian malaysian filipino australian canadian mexican cuban brazilian argentine chilean \
    colombian venezuelan peruvian european asian latino hispanic swedish norwegian danish finnish icelandic estonian latvian \
    lithuanian serbian croatian bosnian albanian kosovar slovenian republican democratic catholic muslim jewish christian \
    u.s. us uk u.k. eu texas california florida ohio new york iowa virginia arab kurdish tibetan democrat gop";

const PLACES: &str = "america usa u.s. us u.s.a. britain uk u.k. england scotland wales ireland france germany italy spain portugal \
    netherlands belgium switzerland austria poland hungary romania bulgaria greece turkey russia ukraine belarus georgia armenia \
    israel palestine gaza jordan lebanon syria iraq iran egypt libya tunisia algeria morocco nigeria kenya ethiopia somalia sudan \
    africa india pakistan afghanistan bangladesh china japan korea taiwan vietnam thailand indonesia malaysia philippines australia \
    canada mexico cuba brazil argentina chile colombia venezuela peru europe asia sweden norway denmark finland iceland estonia \
    latvia lithuania serbia croatia bosnia albania kosovo slovenia alaska alabama arizona arkansas california colorado \
    connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland \
    massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania \
    tennessee texas utah vermont virginia washington wisconsin wyoming london paris berlin brussels moscow kyiv kiev beijing \
    tokyo delhi jerusalem ankara tehran cairo rome madrid vienna geneva manhattan brooklyn boston chicago philadelphia houston \
    dallas austin atlanta miami tampa orlando detroit cleveland cincinnati columbus milwaukee minneapolis denver phoenix \
    seattle portland sacramento hollywood benghazi aleppo damascus baghdad kabul istanbul munich frankfurt sydney melbourne toronto \
    ottawa havana caracas crimea donbas";
