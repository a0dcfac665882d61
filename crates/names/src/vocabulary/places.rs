//! Countries, regions and cities that stand in offices and at the end of parties, and the words for their people.
//!
//! Not an authority of places: it need only tell where "Ambassador to China" ends and a name begins. Places that
//! are missing are still understood after "in" and "at".

use super::word_set;
use std::{collections::HashSet, sync::LazyLock};

/// Places of more than one word, folded.
const PHRASES: &str = "soviet union|united states|united states of america|united kingdom|great britain|new york|new delhi|
    hong kong|rio de janeiro|south korea|north korea|south vietnam|north vietnam|viet nam|south viet-nam|north viet-nam|east germany|west germany|
    east berlin|west berlin|south africa|saudi arabia|sri lanka|costa rica|el salvador|puerto rico|new zealand|
    san francisco|los angeles|buenos aires|mexico city|la paz|tel aviv|addis ababa|dar es salaam|ulan bator|ulaan baatar|
    port arthur|ho chi minh city|phnom penh|kuala lumpur|abu dhabi|sierra leone|ivory coast|upper volta|
    burkina faso|inner mongolia|outer mongolia|east turkestan|eastern turkestan|united nations|united arab republic|latin america|north america|
    middle east|far east|near east|south asia|southeast asia|east asia|eastern europe|western europe|central europe|
    cape town|st petersburg|st. petersburg|rio grande do sul|sao paulo|são paulo|santiago de chile|santo domingo|
    dominican republic|central african republic|papua new guinea|new guinea|guinea bissau|equatorial guinea|cabo verde|cape verde|northern ireland|
    the hague|vatican city|costa rica|panama city|guatemala city|republic of korea|republic of china|republic of vietnam|
    people's republic of china|democratic people's republic of korea|democratic republic of vietnam|german democratic republic|
    federal republic of germany|union of soviet socialist republics|republic of cuba|mongolian people's republic|russian federation|
    port au prince|port-au-prince|san salvador|san jose|santa fe|camp david|new york city|washington d.c|washington dc|yugoslav republic|
    northern iran|southern azerbaijan|south china|north china|northeast china|north atlantic|persian gulf|east pakistan|west pakistan";
/// Places of one word, folded.
const WORDS: &str = "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus
    belgium belorussia benin bolivia botswana brazil britain bulgaria burma burundi byelorussia cambodia cameroon canada ceylon chad chile china
    colombia congo croatia cuba cyprus czechoslovakia dahomey denmark dprk drv ecuador egypt england estonia ethiopia
    finland formosa france frg gabon gambia gdr georgia germany ghana greece guatemala guinea guyana haiti holland honduras hungary
    iceland india indochina indonesia iran iraq ireland israel italy jamaica japan jordan kampuchea kazakhstan kenya
    kirghizia korea kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya lithuania luxembourg madagascar malawi
    malaya malaysia maldives mali malta manchukuo manchuria mauritania mauritius mexico moldavia moldova mongolia morocco mozambique mpr myanmar
    namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay persia peru philippines poland portugal
    prc prg prussia qatar rhodesia rok romania rumania russia rwanda rsfsr scotland senegal serbia siam singapore sinkiang slovakia slovenia somalia spain
    srv sudan sweden switzerland syria tajikistan tanzania taiwan thailand tibet togo tunisia turkey turkestan turkmenistan uae uar uganda
    uk ukraine un uno uruguay us usa ussr uzbekistan venezuela vietnam viet-nam wales xinjiang yemen yugoslavia zaire zambia zimbabwe
    accra aden algiers alma-ata almaty amman amsterdam ankara antananarivo ashgabat asmara asuncion athens baghdad baku bamako bangkok beijing
    beirut belgrade bengal berlin bern berne bogota bogotá bombay bonn brasilia brasília bratislava brazzaville brussels bucharest budapest
    cairo calcutta canberra canton caracas chicago chongqing chungking colombo conakry copenhagen crimea dairen dakar dalian damascus delhi dhaka djakarta
    jakarta dresden dublin dushanbe edinburgh frankfurt freetown gdansk geneva gilan glasgow guangdong guangzhou hamburg hankow hanoi harare harbin
    havana helsinki hiroshima irkutsk islamabad istanbul jerusalem jidda jeddah johannesburg kabul kampala karachi kashgar kathmandu katmandu khabarovsk
    khartoum kiev kinshasa kishinev krakow kuibyshev kunming lagos lahore leipzig leningrad leopoldville lhasa lima lisbon lodz london luanda
    lusaka madrid managua manila maputo melbourne miami minsk mogadishu monrovia montevideo montreal moscow mukden munich nairobi nanjing nanking nicosia
    nuremberg odessa oslo ottawa ouagadougou panmunjom paris peking peiping potsdam prague pretoria pusan pyongyang p'yongyang quito rabat
    rangoon reykjavik riga rome saigon samarkand sanaa santiago sarajevo seoul shanghai shenyang singapore sofia sophia stalingrad stockholm
    stuttgart surabaya sydney tabriz taipei tallinn tangier tashkent tbilisi tegucigalpa teheran tehran tianjin tientsin tiflis tirana tokyo toronto trieste
    tripoli tunis urumqi valletta vancouver vienna vientiane vilnius vladivostok warsaw washington wellington wuhan yalta yan'an yanan yaounde yenan
    yerevan yokohama zagreb zurich batavia pacific atlantic mediterranean caribbean africa asia europe america americas nato oas oau asean saigon
    hungary_ xibaipo crimea_ oslo_ okinawa guam hawaii texas california florida virginia dc d.c kashmir punjab bengal_ goa sumatra java borneo
    bizerte smyrna constantinople petrograd petersburg reval danzig breslau memel shantung kwantung kaesong wonsan hamhung chongjin sinuiju dandong andong qingdao taiyuan lanzhou ürümqi urumchi kulja
    yining gulja khotan hohhot changchun jilin yanji guangxi yunnan guizhou sichuan szechwan hunan hubei jiangsu zhejiang fujian
    shandong shanxi shaanxi gansu qinghai ningxia hebei henan anhui jiangxi liaoning heilongjiang fujian hainan macau macao
    haiphong danang battambang mandalay penang bandung cebu dacca chittagong madras bangalore lucknow kerala assam sikkim bhutan
    ladakh peshawar quetta kandahar isfahan abadan basra mosul kirkuk aleppo homs haifa gaza suez alexandria benghazi oran
    casablanca marrakesh bissau cabinda namibia windhoek durban bulawayo lilongwe blantyre dodoma zanzibar mombasa entebbe kigali
    bujumbura stanleyville elisabethville katanga bangui libreville douala ibadan enugu biafra lomé cotonou kumasi abidjan niamey
    djibouti hargeisa ogaden eritrea sahara darfur bratislava brno ostrava košice pécs debrecen szeged cluj iasi timisoara
    constanta varna plovdiv skopje ljubljana split novi-sad pristina kosovo montenegro macedonia bosnia voivodina transylvania
    bukovina bessarabia ruthenia silesia pomerania bavaria saxony thuringia lviv lvov kharkov kharkiv donetsk dnepropetrovsk
    zaporozhye sevastopol simferopol rostov astrakhan kazan sverdlovsk novosibirsk omsk tomsk chita ulan-ude magadan murmansk
    arkhangelsk karelia tuva yakutsk dunhuang lop-nur semipalatinsk baikonur karaganda bishkek frunze stalinabad osh
    guantánamo guantanamo camagüey oriente cienfuegos matanzas bahia recife salvador curitiba córdoba rosario mendoza asunción
    brasilia cuzco arequipa cali medellín maracaibo managua tegucigalpa belize barbados trinidad grenada bahamas bermuda
    moscou moskau moscú londres pékin pekín varsovie warschau varsovia prag
    bucarest bukarest belgrad rom roma kairo havanna lisbonne lisboa bruxelles brüssel vienne wien genève genf ginebra
    russland rusia allemagne deutschland alemania urss caucasus transcaucasia siberia kamchatka sakhalin";
/// Peoples and adjectives, folded.
const DEMONYMS: &str = "soviet russian american chinese british english french german german's austrian italian spanish portuguese polish
    hungarian czech slovak czechoslovak czechoslovakian romanian rumanian bulgarian yugoslav yugoslavian albanian greek turkish iranian persian iraqi
    syrian egyptian israeli palestinian lebanese jordanian saudi yemeni libyan tunisian algerian moroccan sudanese ethiopian somali kenyan
    ugandan tanzanian zambian rhodesian zimbabwean south-african african congolese zairian angolan mozambican nigerian ghanaian guinean
    senegalese malian liberian indian pakistani afghan ceylonese bangladeshi nepalese burmese thai laotian lao cambodian
    khmer vietnamese indonesian malayan malaysian filipino philippine japanese korean mongolian mongol tibetan taiwanese
    canadian mexican cuban guatemalan honduran salvadoran nicaraguan panamanian colombian venezuelan ecuadorian peruvian bolivian
    brazilian chilean argentine argentinian argentinean uruguayan paraguayan haitian dominican jamaican australian
    norwegian swedish danish finnish icelandic dutch belgian swiss irish scottish ukrainian belorussian byelorussian
    lithuanian latvian estonian georgian armenian azerbaijani azeri uzbek kazakh tajik kyrgyz turkmen uighur uyghur tatar jewish arab asian european
    western eastern kurdish maltese cypriot eritrean namibian manchurian xinjiang_ prussian ottoman serbian croatian
    slovenian bosnian macedonian montenegrin kuwaiti omani qatari bahraini singaporean sino-soviet east west north south_ pro-soviet
    allied zionist basque catalan sikh rwandan burundian malagasy gabonese cameroonian togolese kampuchean nepali bhutanese malawian gambian chadian mauritanian emirati moldovan
    moldavian kirghiz tadzhik buryat kalmyk bavarian saxon lankan sahrawi ruthenian silesian scandinavian nordic baltic balkan
    caribbean slavic african-american muscovite berliner u.s us u.k";

static PHRASE_SET: LazyLock<HashSet<String>> = LazyLock::new(|| {
    PHRASES.split('|').map(|p| p.split_whitespace().map(super::fold).collect::<Vec<_>>().join(" ")).collect()
});
static WORD_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| word_set(WORDS));
static DEMONYM_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| word_set(DEMONYMS));

/// "Soviet", "Chinese": a word for a people used before an office or a body.
pub fn is_demonym(folded: &str) -> bool {
    // "Sino-Burmese", "Afro-Asian".
    let second = || {
        folded.split_once('-').is_some_and(|(first, second)| first.len() >= 4 && DEMONYM_SET.contains(second))
    };
    DEMONYM_SET.contains(folded) || second()
}

/// A place of one word.
pub fn is_place_word(folded: &str) -> bool {
    WORD_SET.contains(folded)
}

/// How many of the folded words at the start name one place; 0 where they name none.
///
/// ```
/// use fonds_names::vocabulary::places::place_length;
/// assert_eq!(place_length(&["rio", "de", "janeiro"]), 3);
/// assert_eq!(place_length(&["moscow", "and", "paris"]), 1);
/// assert_eq!(place_length(&["karsky"]), 0);
/// ```
pub fn place_length(folded: &[&str]) -> usize {
    if let Some(length) = state_length(folded) {
        return length;
    }
    // "Southern Azerbaijan", "Central Asia".
    if let [side, place, ..] = folded
        && is_a_side(side)
        && is_place_word(place)
    {
        return 2;
    }
    for length in (2..=folded.len().min(6)).rev() {
        if PHRASE_SET.contains(&folded[..length].join(" ")) {
            return length;
        }
    }
    usize::from(folded.first().is_some_and(|w| is_place_word(w)))
}

fn is_a_side(folded: &str) -> bool {
    matches!(
        folded,
        "north"
            | "south"
            | "east"
            | "west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "upper"
            | "lower"
            | "inner"
            | "outer"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
    )
}

/// "People's Republic of Angola", "Kingdom of the Netherlands": a state by its form.
fn state_length(folded: &[&str]) -> Option<usize> {
    let form = |w: &str| {
        matches!(w, "republic" | "kingdom" | "commonwealth" | "emirate" | "sultanate" | "federation")
    };
    let of = folded.iter().take(6).position(|w| *w == "of")?;
    let before = folded[..of].split_last().filter(|(last, _)| form(last))?.1;
    let kind = |w: &&str| super::bodies::is_portfolio(w) || is_demonym(w);
    let article = usize::from(folded.get(of + 1).is_some_and(|w| *w == "the"));
    let country = folded.get(of + 1 + article).is_some_and(|w| is_place_word(w));
    (country && before.iter().all(kind)).then_some(of + 2 + article)
}
