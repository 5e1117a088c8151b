//! Given names whose gender is plain to readers of English and German news; a name both women
//! and men bear stands in [`EITHER`].

/// Given names of men.
pub(in crate::prose) const MALE: &str = "aaron abdul abdullah abraham adam adrian ahmed alan albert alberto alejandro alexander alexei alfred ali \
    allan allen alvin amir anatoly andre andreas andrei andres andrew andriy angus anthony antonio antony archie armin arnold arthur artem asif axel \
    barack barry bashar ben benjamin bernard bernd bernie bert bill billy bob bobby boris brad bradley brandon brendan brent brett brian \
    bruce bruno bryan byron carl carlos chad charles charlie chester chris christian christoph christopher chuck clarence claude \
    clifford clint clinton colin conrad corey craig curtis cyril dale damian dan daniel danny darrell darren dave david dean dennis \
    derek desmond detlef dieter diego dirk dmitri dmitry dominic don donald doug douglas duncan dwight earl ed eddie edgar edmund eduardo edward \
    edwin egon elijah elliot elon emil emmanuel eric erich erik ernest ernst ethan eugene evan felipe felix ferdinand fernando fidel florian francis \
    francisco franco francois frank franz fred frederick friedrich fritz gabriel gareth gary gavin gene geoffrey george georg gerald gerard gerhard \
    gerry gilbert giovanni giuseppe glenn gordon graham greg gregory guido guillermo gunter guy hamid hank hans harold harry hassan heiko heinrich heinz \
    helmut henri henrik henry herbert herman hermann holger horst howard hugh hugo hussein ian ibrahim igor ilya isaac ivan jack jackson jacob jacques jaime \
    jake james jamie jared jason javier jay jean jeb jeff jeffrey jens jeremy jerome jerry jesse jim jimmy joachim joe joel johann john \
    johnny jon jonathan jorge jose josef joseph josh joshua josip juan julian julius jurgen justin kai karl keith ken kenneth kevin khalid \
    kirk klaus konrad konstantin kurt kyle lance larry lars laurent lawrence lee len leo leon leonard leonid leroy leslie lewis lindsey lionel \
    lloyd logan lorenzo lou louis lothar luca lucas ludwig luigi luis luke lukas lutz lyndon malcolm manfred manuel marc marcel marco marcus mario marius mark markus \
    marlon martin marty marvin mateo matt matteo matthew matthias maurice max maximilian mehmet mel melvin michael michel miguel mike mikhail milan \
    miles mitch mitt mohamed mohammad mohammed mustafa nathan nathaniel ned neil nelson nicholas nick nicolas nigel nikita nikolai noah noel norbert norman olaf oleg oleksandr \
    oliver omar oscar oskar otto owen pablo patrick paul paolo pavel pedro pete peter petro phil philip philipp phillip pierre preston rafael rahul raj rainer \
    ralf ralph ramon rand randall randy raul ray raymond recep reggie reince reinhard rex ricardo richard rick ricky rob robbie robert roberto robin rod \
    rodney rodrigo roger roland rolf roman ron ronald ronnie ross roy rudolf rudy rupert russell ryan salman sam samuel santiago saul scott sean sebastian \
    sergei sergey sergio seth shane shaun sherman sid siegfried sigmar silvio simon spencer stan stanley stefan stephen sterling steve steven stewart stuart sven syed ted \
    terence terrence terry theo theodore thilo thomas thorsten tim timothy tobias toby todd tom tommy tony torsten travis trevor trey troy tucker tyler ulrich uwe van vance vernon \
    victor vikram viktor vince vincent vitali vladimir volker volodymyr wallace walter warren wayne werner wesley wilhelm will willem william willie winston wolf \
    wolfgang woody yuri yusuf zachary andrij witalij antal istvan janos mariano rodrigue emmerson cyrus omer tayyip recep narendra shinzo xi vaclav lech donald reince corey";

/// Given names of women.
pub(in crate::prose) const FEMALE: &str = "abigail ada adele adriana agnes aisha alexandra alexis alice alicia alina alison allison alyssa amanda amber \
    amelia amy ana anastasia andrea angela angelina angie anita anja ann anna annalena anne annegret annette annie antonia april ariana arlene astrid audrey \
    ava barbara beate beatrice becky bella bernadette beth betsy betty beverly bianca birgit bonnie brenda bridget brigitte brittany camila camilla candace candice carla carly \
    carmen carol carole caroline carolyn carrie cassandra catherine cathy cecilia celia charlotte chelsea cheryl chloe christa christiane christina christine cindy \
    claire clara claudia colleen condoleezza connie constance cornelia courtney crystal cynthia daisy dana daniela danielle daphne dawn deborah debbie debra deirdre denise diana diane dina dolores \
    donna dora doris doro dorothy ebony edith eileen elaine elena eleanor eliza elizabeth ella ellen elsa emily emma erica erika erin esther ethel eva \
    eve evelyn faith fatima fiona florence frances franziska frauke gabriela gabriele gail gina gisela gladys glenda gloria grace greta gretchen gwen hanna hannah harriet hannelore heather heidi heike helen helena helga hilary \
    hillary holly hope huma ida ilse inga ingrid irene iris isabel isabella ivanka jackie jacqueline jane janet janice janine jasmine jean jeanette jeanine jeanne jen jennifer jenny jessica jill jo \
    joan joanna joanne jocelyn josephine joy joyce juanita judith judy julia juliana julie juliet june justine jutta kamala karen karin karina karla kate katharina katherine kathleen kathryn kathy katie katja katrina katrin kay kaitlan \
    kayleigh kelly kellyanne kerry kerstin kim kimberly kirsten kirstjen krista kristen kristin kristina kyrsten lara laura lauren laurie leah lena leslie liesel lillian lilly lily linda lindsay lisa liv liz loretta lori lorraine louise lucia \
    lucy luisa lydia lynn madeleine maggie malala malia manuela marcia margaret margarita margot maria marian marianne marie marilyn marina marine marion marissa marjorie marlene marsha martha martina mary maureen mavis maxine megan megyn melania melanie melinda \
    melissa mercedes meredith mia michaela michele michelle mildred mindy miranda miriam moira molly monica monika muriel myra nadia nancy naomi natalia natalie natasha nellie \
    nicola nicole nikki nina nora norma olga olivia oprah pam pamela patricia patty paula pauline peggy penelope petra phyllis priscilla priti rachel ramona rebecca regina renate renee rhonda rita roberta \
    robyn rosa rosalind rose rosemary roxanne ruth sabine sadie sally samantha sandra sara sarah sasha selena serena sharon sheila shelley sherry shirley silvia sigrid simone sofia sonia sonja sophia sophie stacey \
    stacy stella stephanie sue susan susana susanne suzanne svenja sylvia tamara tammy tanya tara tatiana teresa tessa thelma theresa tiffany tina toni tracy trudy tulsi ulrike uma ursula ute valerie \
    vanessa vera veronica vicki victoria viola violet virginia vivian wanda wendy whitney whoopi winifred yasmin yolanda yulia yvette yvonne zoe";

/// Given names of both.
pub(in crate::prose) const EITHER: &str = "alex ashley avery bailey blair blake cameron carey casey chris dana drew dylan evelyn finley frankie harper hayden jamie jan jean jess \
    jo jody jordan kai kelly kendall kerry kim kit lee leslie lindsey logan lynn marion morgan nicky pat peyton quinn reese riley robin rowan sam sandy sasha sidney skylar \
    stacey sydney taylor terry tracy val";

/// Words that stand in lower case inside a name, before a surname.
pub(in crate::prose) const PARTICLES: &str =
    "von van der den de del della di da dos du la le el al bin ibn ben abu ten ter zu zur af av y";

/// Titles as they stand before names, each with the role it stands for.
pub(in crate::prose) const ROLE_FORMS: &[(&str, &str)] = &[
    ("adm", "admiral"),
    ("amb", "ambassador"),
    ("assemblyman", "assemblymember"),
    ("assemblywoman", "assemblymember"),
    ("atty", "attorney"),
    ("capt", "captain"),
    ("chairman", "chair"),
    ("chairperson", "chair"),
    ("chairwoman", "chair"),
    ("col", "colonel"),
    ("congressman", "representative"),
    ("congresswoman", "representative"),
    ("councilman", "councilmember"),
    ("councilwoman", "councilmember"),
    ("det", "detective"),
    ("dr", "doctor"),
    ("gen", "general"),
    ("gov", "governor"),
    ("lt", "lieutenant"),
    ("pres", "president"),
    ("prof", "professor"),
    ("rep", "representative"),
    ("rev", "reverend"),
    ("sec", "secretary"),
    ("sen", "senator"),
    ("sgt", "sergeant"),
    ("spokesman", "spokesperson"),
    ("spokeswoman", "spokesperson"),
    ("supt", "superintendent"),
];

/// Short forms of given names, each with the name it stands for.
pub(in crate::prose) const SHORT_FORMS: &[(&str, &str)] = &[
    ("abe", "abraham"),
    ("al", "albert"),
    ("alex", "alexander"),
    ("andy", "andrew"),
    ("barb", "barbara"),
    ("ben", "benjamin"),
    ("bernie", "bernard"),
    ("beth", "elizabeth"),
    ("betsy", "elizabeth"),
    ("bill", "william"),
    ("billy", "william"),
    ("bob", "robert"),
    ("bobby", "robert"),
    ("cathy", "catherine"),
    ("charlie", "charles"),
    ("chris", "christopher"),
    ("chuck", "charles"),
    ("dan", "daniel"),
    ("danny", "daniel"),
    ("dave", "david"),
    ("debbie", "deborah"),
    ("dick", "richard"),
    ("don", "donald"),
    ("doug", "douglas"),
    ("ed", "edward"),
    ("eddie", "edward"),
    ("fred", "frederick"),
    ("gene", "eugene"),
    ("greg", "gregory"),
    ("hank", "henry"),
    ("harry", "harold"),
    ("jack", "john"),
    ("jake", "jacob"),
    ("jeff", "jeffrey"),
    ("jen", "jennifer"),
    ("jerry", "gerald"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("joe", "joseph"),
    ("johnny", "john"),
    ("jon", "jonathan"),
    ("josh", "joshua"),
    ("kate", "katherine"),
    ("kathy", "katherine"),
    ("ken", "kenneth"),
    ("larry", "lawrence"),
    ("liz", "elizabeth"),
    ("lou", "louis"),
    ("maggie", "margaret"),
    ("marty", "martin"),
    ("matt", "matthew"),
    ("max", "maximilian"),
    ("meg", "margaret"),
    ("mike", "michael"),
    ("mitch", "mitchell"),
    ("nick", "nicholas"),
    ("pat", "patrick"),
    ("peggy", "margaret"),
    ("pete", "peter"),
    ("phil", "philip"),
    ("ray", "raymond"),
    ("rich", "richard"),
    ("rick", "richard"),
    ("rob", "robert"),
    ("ron", "ronald"),
    ("rudy", "rudolph"),
    ("sam", "samuel"),
    ("sandy", "sandra"),
    ("steve", "steven"),
    ("sue", "susan"),
    ("ted", "edward"),
    ("terry", "terence"),
    ("tim", "timothy"),
    ("tom", "thomas"),
    ("tommy", "thomas"),
    ("tony", "anthony"),
    ("vince", "vincent"),
    ("walt", "walter"),
    ("will", "william"),
    ("zack", "zachary"),
];
