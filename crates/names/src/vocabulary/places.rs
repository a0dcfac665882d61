//! Countries, regions and cities that stand in offices and at the end of parties, and the words for their people.
//!
//! Not an authority of places: it need only tell where "Ambassador to China" ends and a name begins. Places that
//! are missing are still understood after "in" and "at".

use super::word_set;
use std::{collections::HashSet, sync::LazyLock};

/// Places of more than one word, folded.
const PHRASES: &str = "\
    abu dhabi|addis ababa|buenos aires|burkina faso|cabo verde|camp david|cape town|cape verde|
    central african republic|central europe|costa rica|dar es salaam|democratic people's republic of korea|
    democratic republic of vietnam|dominican republic|east asia|east berlin|east germany|east pakistan|
    east turkestan|eastern europe|eastern turkestan|el salvador|equatorial guinea|far east|
    federal republic of germany|german democratic republic|great britain|guatemala city|guinea bissau|
    ho chi minh city|hong kong|inner mongolia|ivory coast|kuala lumpur|la paz|latin america|los angeles|
    mexico city|middle east|mongolian people's republic|near east|new delhi|new guinea|new york|new york city|
    new zealand|north america|north atlantic|north china|north korea|north viet-nam|north vietnam|
    northeast china|northern iran|northern ireland|outer mongolia|panama city|papua new guinea|
    people's republic of china|persian gulf|phnom penh|port arthur|port au prince|port-au-prince|puerto rico|
    republic of china|republic of cuba|republic of korea|republic of vietnam|rio de janeiro|rio grande do sul|
    russian federation|san francisco|san jose|san salvador|santa fe|santiago de chile|santo domingo|sao paulo|
    saudi arabia|sierra leone|south africa|south asia|south china|south korea|south viet-nam|south vietnam|
    southeast asia|southern azerbaijan|soviet union|sri lanka|st petersburg|st. petersburg|são paulo|tel aviv|
    the hague|ulaan baatar|ulan bator|union of soviet socialist republics|united arab republic|united kingdom|
    united nations|united states|united states of america|upper volta|vatican city|viet nam|washington d.c|
    washington dc|west berlin|west germany|west pakistan|western europe|yugoslav republic";
/// Places of one word, folded.
const WORDS: &str = "\
    abadan abidjan accra aden afghanistan africa albania alemania aleppo alexandria algeria algiers allemagne
    alma-ata almaty america americas amman amsterdam andong angola anhui ankara antananarivo arequipa argentina
    arkhangelsk armenia asean ashgabat asia asmara assam astrakhan asuncion asunción athens atlantic australia
    austria azerbaijan baghdad bahamas bahia bahrain baikonur baku bamako bandung bangalore bangkok bangladesh
    bangui barbados basra batavia battambang bavaria beijing beirut belarus belgium belgrad belgrade belize
    belorussia bengal benghazi benin berlin bermuda bern berne bessarabia bhutan biafra bishkek bissau bizerte
    blantyre bogota bogotá bolivia bombay bonn borneo bosnia botswana brasilia brasília bratislava brazil
    brazzaville breslau britain brno brussels bruxelles brüssel bucarest bucharest budapest bujumbura bukarest
    bukovina bulawayo bulgaria burma burundi byelorussia cabinda cairo calcutta cali california camagüey
    cambodia cameroon canada canberra canton caracas caribbean casablanca caucasus cebu ceylon chad changchun
    chicago chile china chita chittagong chongjin chongqing chungking cienfuegos cluj colombia colombo conakry
    congo constanta constantinople copenhagen cotonou crimea croatia cuba curitiba cuzco cyprus czechoslovakia
    córdoba d.c dacca dahomey dairen dakar dalian damascus danang dandong danzig darfur dc debrecen delhi
    denmark deutschland dhaka djakarta djibouti dnepropetrovsk dodoma donetsk douala dprk dresden drv dublin
    dunhuang durban dushanbe ecuador edinburgh egypt elisabethville england entebbe enugu eritrea estonia
    ethiopia europe finland florida formosa france frankfurt freetown frg frunze fujian gabon gambia gansu gaza
    gdansk gdr geneva genf genève georgia germany ghana gilan ginebra glasgow goa greece grenada guam guangdong
    guangxi guangzhou guantanamo guantánamo guatemala guinea guizhou gulja guyana haifa hainan haiphong haiti
    hamburg hamhung hankow hanoi harare harbin hargeisa havana havanna hawaii hebei heilongjiang helsinki henan
    hiroshima hohhot holland homs honduras hubei hunan hungary iasi ibadan iceland india indochina indonesia
    iran iraq ireland irkutsk isfahan islamabad israel istanbul italy jakarta jamaica japan java jeddah
    jerusalem jiangsu jiangxi jidda jilin johannesburg jordan kabul kaesong kairo kamchatka kampala kampuchea
    kandahar karachi karaganda karelia kashgar kashmir katanga kathmandu katmandu kazakhstan kazan kenya kerala
    khabarovsk kharkiv kharkov khartoum khotan kiev kigali kinshasa kirghizia kirkuk kishinev korea kosovo
    košice krakow kuibyshev kulja kumasi kunming kuwait kwantung kyrgyzstan ladakh lagos lahore lanzhou laos
    latvia lebanon leipzig leningrad leopoldville lesotho lhasa liaoning liberia libreville libya lilongwe lima
    lisboa lisbon lisbonne lithuania ljubljana lodz lomé london londres lop-nur luanda lucknow lusaka luxembourg
    lviv lvov macao macau macedonia madagascar madras madrid magadan malawi malaya malaysia maldives mali malta
    managua manchukuo manchuria mandalay manila maputo maracaibo marrakesh matanzas mauritania mauritius
    medellín mediterranean melbourne memel mendoza mexico miami minsk mogadishu moldavia moldova mombasa
    mongolia monrovia montenegro montevideo montreal morocco moscou moscow moscú moskau mosul mozambique mpr
    mukden munich murmansk myanmar nairobi namibia nanjing nanking nato nepal netherlands niamey nicaragua
    nicosia niger nigeria ningxia norway novi-sad novosibirsk nuremberg oas oau odessa ogaden okinawa oman omsk
    oran oriente osh oslo ostrava ottawa ouagadougou p'yongyang pacific pakistan palestine panama panmunjom
    paraguay paris peiping peking pekín penang persia peru peshawar petersburg petrograd philippines plovdiv
    poland pomerania portugal potsdam prag prague prc pretoria prg pristina prussia punjab pusan pyongyang pécs
    pékin qatar qingdao qinghai quetta quito rabat rangoon recife reval reykjavik rhodesia riga rok rom roma
    romania rome rosario rostov rsfsr rumania rusia russia russland ruthenia rwanda sahara saigon sakhalin
    salvador samarkand sanaa santiago sarajevo saxony scotland semipalatinsk senegal seoul serbia sevastopol
    shaanxi shandong shanghai shantung shanxi shenyang siam siberia sichuan sikkim silesia simferopol singapore
    sinkiang sinuiju skopje slovakia slovenia smyrna sofia somalia sophia spain split srv stalinabad stalingrad
    stanleyville stockholm stuttgart sudan suez sumatra surabaya sverdlovsk sweden switzerland sydney syria
    szechwan szeged tabriz taipei taiwan taiyuan tajikistan tallinn tangier tanzania tashkent tbilisi
    tegucigalpa teheran tehran texas thailand thuringia tianjin tibet tientsin tiflis timisoara tirana togo
    tokyo tomsk toronto transcaucasia transylvania trieste trinidad tripoli tunis tunisia turkestan turkey
    turkmenistan tuva uae uar uganda uk ukraine ulan-ude un uno urss uruguay urumchi urumqi us usa ussr
    uzbekistan valletta vancouver varna varsovia varsovie venezuela vienna vienne vientiane viet-nam vietnam
    vilnius virginia vladivostok voivodina wales warsaw warschau washington wellington wien windhoek wonsan
    wuhan xibaipo xinjiang yakutsk yalta yan'an yanan yanji yaounde yemen yenan yerevan yining yokohama
    yugoslavia yunnan zagreb zaire zambia zanzibar zaporozhye zhejiang zimbabwe zurich ürümqi";
/// Peoples and adjectives, folded.
const DEMONYMS: &str = "\
    afghan african african-american albanian algerian allied american angolan arab argentine argentinean
    argentinian armenian asian australian austrian azerbaijani azeri bahraini balkan baltic bangladeshi basque
    bavarian belgian belorussian berliner bhutanese bolivian bosnian brazilian british bulgarian burmese
    burundian buryat byelorussian cambodian cameroonian canadian caribbean catalan ceylonese chadian chilean
    chinese colombian congolese croatian cuban cypriot czech czechoslovak czechoslovakian danish dominican dutch
    east eastern ecuadorian egyptian emirati english eritrean estonian ethiopian european filipino finnish
    french gabonese gambian georgian german german's ghanaian greek guatemalan guinean haitian honduran
    hungarian icelandic indian indonesian iranian iraqi irish israeli italian jamaican japanese jewish jordanian
    kalmyk kampuchean kazakh kenyan khmer kirghiz korean kurdish kuwaiti kyrgyz lankan lao laotian latvian
    lebanese liberian libyan lithuanian macedonian malagasy malawian malayan malaysian malian maltese manchurian
    mauritanian mexican moldavian moldovan mongol mongolian montenegrin moroccan mozambican muscovite namibian
    nepalese nepali nicaraguan nigerian nordic north norwegian omani ottoman pakistani palestinian panamanian
    paraguayan persian peruvian philippine polish portuguese pro-soviet prussian qatari rhodesian romanian
    rumanian russian ruthenian rwandan sahrawi salvadoran saudi saxon scandinavian scottish senegalese serbian
    sikh silesian singaporean sino-soviet slavic slovak slovenian somali south-african soviet spanish sudanese
    swedish swiss syrian tadzhik taiwanese tajik tanzanian tatar thai tibetan togolese tunisian turkish turkmen
    u.k u.s ugandan uighur ukrainian uruguayan us uyghur uzbek venezuelan vietnamese west western yemeni
    yugoslav yugoslavian zairian zambian zimbabwean zionist";

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
