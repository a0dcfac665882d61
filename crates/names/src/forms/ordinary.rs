//! Ordinary words, which are no names: by sound alone they are neither widened nor put forth as a form of anything.
//!
//! "more" would be Russian море, "most" мост. Beside the list, endings that names hardly have tell an English word.
//! A list of the commonest cannot be complete; what is missing is rare, and then a chance hit is rare too.

use super::words::fold;
use crate::vocabulary::{
    genres::is_genre_noun, honorifics::is_honorific, offices::is_office, places::is_demonym,
};
use std::collections::HashSet;
use std::sync::LazyLock;

const ENGLISH: &str = "
a able about above abroad accept access accident accord account across act action active actual add address admit adopt
adult advance advice affair affect afraid after afternoon again against age agency agent ago agree ahead aid aim air alarm
alert alive all allow ally almost alone along already also alter always among amount an ancient and anger angle angry animal
annex annual another answer any apart appeal appear apply april are area argue arise arm arms army around arrange arrest
arrive art article as aside ask aspect assent asset assist assume at attach attack attempt attend august author auto avoid
award aware away back bad bag balance ball ban band bank bar bare base basic basis battle be beach bear beat beauty became
because become bed been before began begin behind being belief believe belong below bench bend beside best better between
beyond bid big bill bind bird birth black blame block blood blow blue board boat body bomb bond bone book border born both
bottom bound box boy branch brave bread break bridge brief bright bring broad broke broken brother brought brown budget
build built burden bureau burn bus business busy but buy by cabinet cable call called came camp campaign can capital captain
car card care careful carry case cash cast cattle cause cease cent center central centre century certain chain chair chairman
chance change channel chapter charge chart charter cheap check chief child choice choose church circle cite citizen city civil
claim class clause clean clear clerk climb close cloth cloud club coal coast code cold collect colonel color column combat
come comma command comment commit common company compare complain complete comrade concern condemn condition conduct confer
confirm conflict congress consent consider consist console constant consul contact contain content contest continue contract
control convene convey cool copy core corn corner corps correct cost cotton could council count country county couple courage
course court cover crash create credit crew crime crisis critic crop cross crowd crude cruel cry culture current custom cut
cycle daily damage danger dare dark data date day dead deal dealt dear death debate debt decade december decide declare decline
decree deed deep defeat defend defense define degree delay demand deny depart depend deputy derive describe desert deserve
desire desk detail deter develop device devote did die died differ difficult dinner direct dirty discuss disease dispute
distance district divide do doctor document does dog dollar domestic done door double doubt down dozen draft drain draw drawn
dream dress drew drink drive driven drop drove dry due during duty each eager ear earlier early earn earth ease east eastern
easy eat economy edge edit effect effort egg eight either elect element eleven else embassy emerge employ empty enable end
enemy energy engage engine enjoy enough ensure enter entire entry equal error escape essay establish estate even evening event
ever every evidence evil exact examine example exceed except excess exchange exclude excuse execute exempt exercise exert
exist exit expand expect expel expense expert explain explode export expose express extend extent extra extreme eye face fact
factor factory fail failure fair faith fall false fame family famine far farm fast fate father fault favor fear feature february
federal feel fell fellow felt few field fifteen fifth fifty fight figure file fill film final finance find fine finger finish
fire firm first fish fit five fix flag flat flee fleet flew flight float flood floor flow fly follow food fool foot for force
foreign forest forget form formal former fort forth forty forward foster fought found four frame frank free freedom french fresh
friday friend from front fruit fuel full fully fund further future gain game garden gas gate gather gave general gentle get
gift girl give given glad glass go goal god gold gone good goods govern grain grand grant grave gray great green grew grey
grid grip gross ground group grow growth guard guess guest guide guilt gun habit had hair half hall halt hand handle hang happen
happy harbor hard harm has hasten hat hate have he head health hear heard heart heat heavy heir held help hence her here hero
hide high hill him himself hint hire his history hit hold hole home honest honor hope horse hospital host hot hotel hour house
how however huge human hundred hunger hunt hurry hurt husband i ice idea ideal if ill image impact import impose improve in
inch incident include income increase indeed index inform injure inner inside insist install instant instead intend intent
interest into invade invest invite involve iron is island issue it item its itself jail january job join joint joke journal
journey judge july jump june junior jury just justice keen keep kept key kill kind king kingdom knew know known labor labour
lack lady laid lake land lane language large last late later latter laugh launch law lawyer lay lead leader league learn least
leave lecture led left leg legal lend length less lesson let letter level liberal liberty library lie life lift light like
likely limit line link lion list listen little live lively load loan local lodge logic long look loose lord lose loss lost lot
loud love low lower loyal luck lunch machine made mail main maintain major make male man manage mandate manner many map march
marine mark market marry mass massive master match material matter mature maximum may maybe mayor me meal mean means meant
measure meat media medical meet meeting member memo memory men mental mention merchant mercy mere merely merit message met
metal meter method middle might mile military milk mill million mind mine minimum minister ministry minor minute mirror miss
mission mistake mix mob mode model modern modest moment monday money month moon moral more moreover morning most mother motion
motive motor mount mountain mouth move much murder music must mutual my myself name narrow nation national native natural nature
naval navy near nearly neck need negative neglect neither net never new news next nice night nine no nobody noise none noon nor
normal north northern nose not note nothing notice notion novel november now nowhere number object oblige observe obtain obvious
occasion occupy occur ocean october odd of off offer office officer often oil old omit on once one only onto open operate opinion
oppose option or oral orange order organ origin other ought our out outer outline outlook outside over overall overt own owner
pace pact page paid pain paint pair palace panel panic paper parade pardon parent park parole part parties partly partner party
pass passage passed past path patient patrol pattern pause pay peace peak peasant people per percent perfect perhaps period
permit person phase phone photo phrase physical pick picture piece pilot pipe place plain plan plane plant plate play plea
pleasant please pledge plot plus pocket poem point poison polar pole police policy polite political poll pool poor popular port
portion pose position possess possible post postpone pound poverty power practice praise pray precise prefer premier premise
prepare presence present president press pressure pretend pretty prevail prevent previous price pride priest prime prince
principle print prior prison private prize probe problem proceed process produce profit program progress project promise
promote prompt proof proper property proposal propose prospect protect protest proud prove provide province provoke public
publish pull pulse punish pupil purchase pure purge purpose pursue push put quality quantity quarrel quarter queen question
quick quiet quit quite quota quote race radar radical radio raid rail rain raise ran random range rank rapid rare rate rather
ratio raw reach react read reader ready real realize really rear reason rebel recall receive recent record recover red reduce
refer reform refuse regard regime region regret regular reject relate relation relax release relief rely remain remark remedy
remind remote remove render rent repair repay repeat replace reply report request require rescue research reserve resign resist
resolve resort resource respect respond rest restore restrict result resume retain retire retreat return reveal revenge revenue
reverse review revise revolt reward rice rich ride rifle right ring riot rise risk river road rocket role roll roof room root
rose rough round route row royal rule ruler rumor run rural rush sad safe safety said sail sake salary sale salt same sample
sanction sand sat satisfy saturday save saw say scale scene schedule scheme school science scope score sea seal search season
seat second secret section sector secure security see seed seek seem seen seize seldom select self sell senate send senior sense
sent sentence separate september series serious serve service session set settle seven several severe shadow shake shall shape
share sharp she sheet shelf shell shelter shift shine ship shirt shock shoot shop shore short shot should shoulder shout show
shown shut sick side siege sight sign signal silence silent silver similar simple since sincere sing single sink sir sister sit
site situation six size skill skin sky slave sleep slight slip slogan slow small smile smoke smooth snow so social soft soil sold
soldier sole solid solution solve some somehow son song soon sorry sort sought soul sound source south southern space span spare
speak special speech speed spell spend spent sphere spirit spite split spoke sponsor spot spread spring spy square stable staff
stage stake stamp stand standard star stare start state statement station status stay steady steal steel steep step stern stick
stiff still stock stone stood stop store storm story straight strain strange strategy stream street strength stress stretch
strict strike string strip strong struck struggle student study stuff style subject submit succeed success such sudden suffer
sugar suggest suit sum summary summer summit sun sunday superior supply support suppose supreme sure surface surprise surrender
survey survive suspect suspend swear sweep sweet swift swing switch sword symbol system table tail take taken talk tank target
tariff task taste tax teach team tear technical tell temple ten tend tender tense tension tent term terms terrible territory
terror test text than thank that the theater their them theme themselves then theory there these they thick thin thing think
third thirty this those though thought thousand threat three threw through throw thursday thus ticket tide tie tight till time
tin tip tire title to today together told tomorrow ton tone tongue tonight too took tool top topic total touch tough tour toward
towards tower town track trade tradition traffic train transfer transit transport trap travel treason treat treaty tree trend
trial tribe trick trip troop troops trouble truce truck true truly trunk trust truth try tube tuesday tune turn twelve twenty
twice two type under understand union unique unit unite united unity universal unless unlike until up upon upper urban urge
urgent us usage use used useful usual utter vacuum vague valid valley value van vary vast vehicle venture verb verbal version
very vessel veto via victim victory view village violate violent virtue visa visible visit vital voice volume vote voyage wage
wait walk wall want war warm warn warrant was wash waste watch water wave way we weak wealth weapon wear weather wednesday week
weight welcome welfare well went were west western what wheat wheel when where whereas whether which while white who whole whom
whose why wide widow wife wild will willing win wind window wine wing winter wire wisdom wise wish with withdraw within without
witness woman women won wonder wood wool word work worker workers world worn worry worse worst worth would wound write written
wrong yard year yellow yes yesterday yet yield you young your youth zero zone afternoon amend amid ample anyone array banner
banquet bargain basin basket battery beg bitter blank blast bless blind bloc boom boost breach breed brigade bulk bullet cargo
cause chamber chaos cheer coin cope cotton coup cult curb deem denial depot diary digest dire ditto divert drift drill echo
elder elite embargo envoy epoch era erect evoke exile export fabric famous fatal feast fence ferry flank flour folk forum
fraud gap gauge gesture globe gulf harvest haste heel herd hostile humble infant jet jungle lamp leaf legion lens lever literal
manifest marsh mask meantime memoir mercenary militia mineral monitor mortal mutiny myth nerve norm oath offset onset orbit
ordeal ore pardon parity par parse pending penal perish petrol pier pine pirate plague plateau plead ploy poet ponder pope
posture pretext prey proxy quarry quest quorum rally ransom ration rebuff recess recruit redress refuge relay relent remit
repel ritual rival robust rotate rubber sack saint salute scar scout script seam sermon shade shame sheer shore siren sketch
slate slim soap sober spark spur squad stance stem stir stove strait suite summon surge tactic tacit tale tame terse thesis
thorn thread thrust toast token toll torn trace tract trail transmit tread tribute tunnel turmoil tutor unrest upset usher
vain valve veil venue verge verse vice vow wake ward warfare warhead weary weed whip wicked wording yoke
amendment arrangement assistant assembly author authority balloon beacon canal carrier census chronology coalition
colony commerce communism communist communique congress consensus conspiracy constitution convention cooperation cooperative
delegate delegation democrat democracy diplomat discussion doctrine dynasty economic emergency emperor empire frontier
imperial incident industry integrity liaison liberation majority marshal memorandum minority monarch morale negotiation neutral
neutrality nuclear parliament peasant plenary plenum propaganda protocol rebellion regional republic resolution revolution
secretary session sovereign soviet statute strategic tribunal unanimous union uranium
cannot going doing something someone anti shek immediate attitude positive indicate negotiate acceptance civilian adequate
maintenance guidance junta guarantee interim agenda atomic contribute maritime announce easier eliminate package facilitate
moderate begun tea aide genuine insure peninsula decisive opposite anticipate quo initiate directive submarine induce thereto
thereon therein herein leverage minimize arisen accompany automatic represent relieve chosen accurate capture delicate upcoming
restrain patience intensive inquire abide tolerate reliance candidate sabotage acute intense mobile recommend audience secede
acquire tonnage undue accede futile being saying seeing having everyone anybody somewhere nowhere whatever whenever whoever
separate estimate allocate locate donate debate create update translate relate operate cooperate calculate communicate celebrate
demonstrate dominate illustrate imitate incorporate isolate liquidate mediate nominate penetrate tolerate violate vacate
absence advance alliance assurance attendance balance clearance confidence conference consequence distance essence evidence
existence finance glance importance influence instance insurance intelligence licence license offence defence preference presence
providence reference residence resistance sentence sequence sequence substance violence absolute acute appropriate climate
definite determine discipline doctrine examine feminine genuine imagine magazine medicine routine vaccine vitamin margin origin
basin cabin cousin ruin satin villain captain domain retain attain sustain terrain obtain again bargain certain curtain entertain conversation menace neighbor neighbour enhance fraught bona
ante maximize mobilize populace sometime reside semi linkage hesitate weigh shaken delete telegram cablegram aerogram
";
const FRENCH: &str = "
alors apres aucun aussi autre autres avant avec avoir beau bien bon bonne car cause ce ceci cela celle celles celui cent ces
cet cette ceux chaque cher chez chose comme comment contre cours dans depuis dernier des deux devant dire dit dix dont du elle
elles en encore entre est et etait etat ete etre eux faire fait faits fin fois font francais grand grande guerre gens haut
heure hier homme ici il ils jamais je jour jours jusqu la le les leur leurs lieu lire loin lors lui main mais mal meme memes
merci mes mettre mieux mois mois moins mon monde mort moyen ne ni nom non nos notre nous nouveau on ou oui par paix parce
parler parmi part pas pays pendant peu peut place plus point politique pour pourquoi premier pres prise puis quand que quel
quelle quelque qui quoi raison rien roi sa sans savoir se selon sera ses seul seulement si soir son sont sous sur tant tard
tel telle temps terre tete toujours tous tout toute toutes tres trop trois une vers ville vite voici voila voir vos votre vous
vrai vue yeux
";
const GERMAN: &str = "
aber alle allem allen aller alles als also am an andere anderen auch auf aus bald bei beide beiden bis bitte bund da dabei
dadurch dafur dagegen daher damals damit dann daran darauf darin darum das dass davon dazu dein dem den denn der deren des
dessen deutsch die dies diese diesem diesen dieser dieses doch dort drei durch ein eine einem einen einer eines ende erst
erste es etwa etwas fall fast frage frau frei freund fur ganz gar gegen geht gern gibt gleich grund grosse gut haben hand hat
hatte haus heer heisst herr heute hier hin ich ihm ihn ihnen ihr ihre ihrem ihren im immer in ist ja jahr jahre jede jeder
jedoch jetzt jener kann kein keine krieg kommen lage lange lassen leben leute man manche mann mehr mein meine mensch mich
mit mittel mir muss nach nachdem neben nein neu neue neuen nicht nichts nie noch nun nur ob oder ohne ort partei recht reich
reise rolle sache sagen schon sehr sei sein seine seinem seinen seiner seit seite selbst sich sie sind so sogar sohn soll
sollen sondern sonst staat stadt stelle stunde tag tage teil tun uber um und uns unser unter viel viele vier volk vom von vor
wahrend wald wann war waren warum was wasser weg weil weise weit welche welcher welt wenn wer werden werk wieder will wir
wird wo wohl wort wurde zeit ziel zu zum zur zwar zwei zwischen
";
const RUSSIAN: &str = "
а без более больше будет будто будут бы был была были было быть в вам вас ваш ваша ваше ваши ведь век весь вид видел вместе
вне во вода война войны войну вокруг вообще вопрос вопроса вопросу восток вот вперед время времени все всегда всего всем всех
вскоре всю вся второй вчера вы год года годов году говорит говорил город города где герой глава глаз говорить голос да давно
даже дать два две двух дела делах делать дело дети для дни дня до дом дома доме дорога друг другие других другой другом думать
его ее ей ему если есть еще ею же женщина за завод зал запад затем зачем здесь земля земли знает знать и из или им именно
иметь имя ими иных их к каждый как какая какие какой как-то кто когда кого конец конца конечно которая которого которое
которой котором которому которую которые который которых край красный кроме круг кругом куда ли линия либо лицо лишь лучше
люди людей мало мая март марта мать меня меньше мера меры места месте место месяц мимо мир мира мире миру мне много мной
можем может можно мой море моря мост моста моя мы на над надо наконец нам нами нас народ народа начал начала наш наша наше
нашего нашей наши не него нее ней нельзя нем ненадо нет нибудь никогда ним ними них ничего но новая новое новой новый ночь
ну нужно о об оба один одна одни одно одной одного около он она они оно опять от ответ ответа отец отсюда отдел оттуда очень
партия партии первая первой первый перед письмо плана план под пока пол поле полный получил помощь пор пора порт после потом
потому почему почти права право правда правительство пред президент при приказ про против путь пять работа работы рад раз
разве ранее рано раньше район рано речь рода род роль рост рука руки русский рядом с сам сама сами само самый свет свое своего
своей свои своих свой свою сегодня сейчас село сила силы сказал сказать сколько скоро слава слов слова слово случай снова со
собой совет совета советский советского согласно сорок союз союза среди срок стал стала стало стали сталь стать стол столь
сторона стороны стоит страна страны страну суд та так такая также такие такой там твой те тебе тебя тем теперь тех то тобой
товар товарищ тогда того тоже той только том тому тот точка тою три труд труда трудно тут ты у уж уже улица условия утро флот
форма ход хорошо хотел хоть хотя цель цена центр час часто часть часа чего чей чем через четыре число что чтобы чуть шаг
школа эта эти этим этих это этого этой этом этому этот эту я
агент аппарат доктор капитал министр орган партий пакт пресс проект радио рапорт режим сектор система танк текст телеграмма
тема тип тон транспорт фактор факт фильм фонд фронт центр шеф экспорт импорт лидер митинг мотор метод момент кабель канал
карта класс клуб код колонна комитет контакт контроль корпус кредит кризис курс лагерь лист марш масса материал мина минута
миссия нота норма оратор пост приз процесс резерв репорт сенат сигнал спорт старт статус темп термин трактор турист
";

static ORDINARY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    [ENGLISH, FRENCH, GERMAN, RUSSIAN].iter().flat_map(|list| list.split_whitespace()).collect()
});

/// Endings of English words that names of people and places hardly have.
const ENDINGS: [&str; 26] = [
    "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ingly", "ally", "fully", "ously", "ively",
    "ately", "edly", "able", "ible", "ability", "ibility", "ative", "ously", "ious", "ical", "ically",
    "ized", "izing", "ship",
];
/// Endings that inflect an ordinary word.
const INFLECTED: [(&str, &[&str]); 10] = [
    ("ies", &["y"]),
    ("ied", &["y"]),
    ("es", &["", "e"]),
    ("s", &[""]),
    ("ed", &["", "e"]),
    ("ing", &["", "e"]),
    ("er", &["", "e"]),
    ("ers", &["", "e"]),
    ("ly", &["", "le"]),
    ("est", &["", "e"]),
];

/// Whether every word, and every piece between hyphens, is an ordinary one: "long-range".
pub(crate) fn all_ordinary(words: &[&str]) -> bool {
    words.iter().flat_map(|word| word.split('-')).all(|piece| piece.is_empty() || is_ordinary(piece))
}

/// Whether a word is an ordinary word of English, French, German or Russian, as far as the list goes.
///
/// ```
/// use fonds_names::forms::is_ordinary;
/// assert!(is_ordinary("change") && is_ordinary("Charges") && is_ordinary("negotiations") && is_ordinary("море"));
/// assert!(!is_ordinary("Gromyko") && !is_ordinary("Peking") && !is_ordinary("Громыко"));
/// ```
pub fn is_ordinary(word: &str) -> bool {
    let folded = fold(word);
    if ORDINARY.contains(&*folded) {
        return true;
    }
    if !folded.is_ascii() {
        return false;
    }
    if is_genre_noun(&folded) || is_office(&folded) || is_honorific(&folded) || is_demonym(&folded) {
        return true;
    }
    if folded.len() > 6 && ENDINGS.iter().any(|ending| folded.ends_with(ending)) {
        return true;
    }
    INFLECTED.iter().any(|(ending, stems)| {
        let Some(base) = folded.strip_suffix(ending).filter(|base| base.len() >= 3) else { return false };
        // "planned", "running": the doubled letter goes too.
        let bytes = base.as_bytes();
        let doubled = bytes.len() > 3 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
        stems.iter().any(|stem| ORDINARY.contains(&*format!("{base}{stem}")))
            || doubled && ORDINARY.contains(&base[..base.len() - 1])
    })
}
