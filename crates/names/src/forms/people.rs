//! What is given name and what surname, and which surnames tell nobody apart.
//!
//! Given names are compared by how they sound roughly, so that one entry stands for Anatoly, Anatolii and Anatolij.
//! Nothing here says who anybody is.

use super::words::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Given names of the peoples whose papers are read most; no ordinary English words among them.
const GIVEN: &str = "
adam adnan adolf adrian agnes ahmad ahmed aida akbar alan albert aldo alec aleksandar aleksander aleksandr aleksandra alexander
aleksei aleksey alexei alexis alfred ali alija allen alois alphonse ambrose amin amintore anastas anatol anatoly anatolii andras andre andreas
andrei andrej andrew andries andrzej aneurin angel anna anthony anton antonin antonio antonin archibald aristide arkady armand
arthur artur atef atal augusto averell bashir bela benazir benito benjamin bernard bernhard bogdan bohumil boleslaw boris bruno
camille carl carlos caspar chaim charles chester christian christopher clare clark claude clement constantin cyril cyrus
daniel david denis dimitar dimitri dimitrios diosdado dmitri dmitrii dmitry dolores dominic donald douglas dumitru dwight
eamon edgar edmund edouard eduard edvard edward edwin egon eleanor eleftherios elisabeth elizabeth emil emile emilio emmanuel
enrico enver eric erich ernest ernesto erno ernst ervin eugen eugene evgeny evgenii yevgeny evgenia eisaku faisal farouk
felipe felix ferdinand ferenc fidel florin francesco francis francisco franjo frank franklin franz franz-josef fritz frantisek francois friedrich
fulgencio fyodor fedor gaafar gaetano gamal gaston gavriil gennady gennadii georg georges george georgi georgii georgy gerald
gerhard gheorghe giorgi giovanni giulio giuseppe golda gottfried grigol grigory grigorii guenter gunter gustav gustaw gyorgy gyula
habib hafez hafizullah haile hans harold harry harun hassan heinrich heinz helen helmut helmuth henri henry herbert herman
hermann hilmar hosni houari howard hubert hugh hugo hussein iakov ibrahim igor ilia ilya imre indira ingvar iosif ioannis
ionel irina isaac ismail istvan iulian iuliu ivan ivo jacek jacob jacques jakub james jan janos jaroslaw jaroslav jawaharlal jean
jeane jenő jerzy jimmy joachim joao johan johann johannes john jomo jonas jorge jose josef joseph josip jozef jozsef juan
julian julius juraj juri kamal karel karim karl karoly kazimierz keith kemal kenneth khaled khalid khristo kiril kirill
kliment klement kliment klaus konni konrad konstantin konstantinos konstanty krishna kristo kurt kwame ladislav lajos
laszlo laurent lavrenti lavrenty lavrentii lazar lech leo leon leonard leonid leopold leopoldo leszek lev lewis liaquat
livingston lloyd lothar louis luca lucius ludvik ludwig luigi luis luisa lyndon lyudmila maksim malcolm manfred manlio
manuel marcel marek margaret maria mario marian martin matyas maurice max maxim mcgeorge mehdi mehmet melvin michael michal
michel mieczyslaw miguel mihai mihail mihajlo mihaly mikhail miklos miklós mikulas milan milovan milton mir miroslav mircea mobutu modibo
mohamed mohammad mohammed moshe muammar muhamed muhammad mustafa nahum nasser nelson nicolae nicolas nicholas nikita nikola
nikolai nikolay nikolaj norman norodom nuri oleg oldrich olga oliver olof oskar oscar otto palmiro panteleimon patrice patrick paul
pavel pavle pedro peter petar petr petre petru philip philippe pierre pietro pio piotr pyotr petro porfirio prescott radovan rafael
raghavan ralph ramon raoul ratan raul raymond reza rezso richard robert roberto rodion roger roland roman ronald rostislav
rudolf rupert ruslan salvador samuel sandor sarvepalli semen semyon sean serge sergei sergey sergo shimon sidney sigmund
slobodan soekarno spyros stanislav stanislaw stanislas stefan stepan stephen steve stewart stoyan subandrio suleyman svetozar
svetlana tadeusz terenty terentii theodor theodore thomas tibor tikhon timothy tito todor tom trofim tryggve urho vaclav
valentin valentina valerian valerii valery vasil vasile vasili vasilii vasily vaso veljko victor viktor vilem vincent vinko
virgilio vitaly vitalii vittorio viacheslav vyacheslav vjaceslav vladislav vladimir volodymyr voldemar vsevolod walt walter
walther warren wilhelm william willi willy winston wincenty witold wladimir wladyslaw wojciech yakov yasser yitzhak yosef yosyf yuri yury
yurii iurii juri jurij zakir zbigniew zdenek zenon zhan zoltan zulfikar zygmunt ferhat sekou leopold joshua moise cheddi
ilich ilyich vidkun antal bela ander ede geza jozef kalman karoly vilmos zsigmond ismet celal cemal turgut suleyman ramiz hysni mehmet beqir koci
gogo haxhi myslim omer spiro ilija ivica aleksander petko vulko valko vlko traicho georgios nikos markos zachariadis
isa yusuf mahmud mahmoud mehdi mohsen ardeshir ayub fatemeh hamid hashem jamal yahya riad riyad saad salah sami shukri tawfiq
walid yasir anwar anouar muammar norodom zaki michał władysław bolesław stanisław mieczysław józef wanda gotthard markus hilde lotte werner wilhelm willi erich
ianosh vianney iokhannes khaile dzhavakharlal dzhon dzhordzh dzheims dzhozef richard garri garold genri gerkhard genrikh gustav
charlz uinston uiliam robert donal'd linden antonin zhak zhorzh sharl' fransua per ferents matiash laslo karoi mat'iash aleksandr
iosip edvard valter vilgelm feliks khristo georgiu khose khuan migel' khali khaled khalid gamal' fidel' raul' ernesto khosni
mokhammed mukhammed makhmud akhmed khasan khusein ibragim enver mekhmet endriu zolton imre nikolae george emil mustafa
";

/// Surnames that many bear, or several of whom the papers are full: without the given name they tell nobody apart.
const SHARED: &str = "
adams allen anderson baker bailey barnes bell bennett brooks brown bryant burns bush butler byrne campbell carter castro chamberlain
chang chen cheng chiang chou clark clarke cohen cole coleman collins cook cooper cox crawford cruz davies davis diaz dixon dulles
dunn edwards ellis evans fernandez fisher ford foster fox fraser freeman garcia gibson gomez gonzalez gordon graham grant gray
green griffin hall hamilton hansen harris harrison hart hayes henderson henry hernandez hill holmes howard hughes hunt hunter
jackson james jenkins jensen johnson johnston jones jordan kelly kennedy king knight larsen lawrence lee lewis long lopez marshall
martin martinez mason mcdonald miller mills mitchell moore morales morgan morris morrison murphy murray myers nelson nielsen
nixon olsen ortiz owens palmer parker patterson perez perkins perry peters peterson phillips porter powell price ramirez ramos
reed reynolds rice richards richardson rivera roberts robertson robinson rodriguez rogers roosevelt ross russell ryan sanchez
sanders scott shaw simmons simpson smith snyder spencer stevens stewart stone sullivan taylor thomas thompson torres tucker
turner wagner walker wallace ward washington watson webb webster wells west white williams wilson wood woods wright young
bundy rockefeller churchill lodge rusk-
nehru gandhi singh kumar sharma gupta patel menon rao das khan ali ahmed ahmad hassan hussein husain mohammed mohammad muhammad
mahmoud ibrahim abdullah rahman malik shah begum chaudhry bhutto salem said mustafa yusuf hasan karim
ivanov smirnov kuznetsov popov vasiliev vasilyev petrov sokolov mikhailov novikov fedorov fyodorov morozov volkov alekseev
alexeev lebedev semenov semyonov egorov yegorov pavlov kozlov stepanov nikolaev nikolayev orlov andreev andreyev makarov
nikitin zakharov zaitsev zaytsev solovev soloviev borisov yakovlev iakovlev grigoriev grigoryev romanov vorobev vorobiev sergeev
sergeyev kuzmin frolov aleksandrov alexandrov dmitriev korolev gusev kiselev ilin maksimov maximov poliakov polyakov sorokin
vinogradov kovalev kovalyov belov medvedev antonov tarasov zhukov baranov filippov komarov davydov beliaev belyaev gerasimov
bogdanov osipov sidorov matveev titov markov mironov krylov kulikov karpov vlasov melnikov denisov gavrilov tikhonov kazakov
afanasiev danilov saveliev timofeev fomin chernov abramov martynov efimov fedotov shcherbakov nazarov kalinin isaev chernyshev
bykov maslov rodionov konovalov lazarev voronin klimov filatov ponomarev golubev kudriavtsev prokhorov naumov potapov zhuravlev
ovchinnikov trofimov leonov sobolev ermakov kolesnikov goncharov emelianov nikiforov grachev kotov grishin efremov arkhipov
gromov kirillov malyshev panov moiseev rumiantsev akimov kondratiev birukov shevchenko bondarenko kovalenko kravchenko tkachenko
mueller muller müller schmidt schneider fischer weber meyer becker schulz hoffmann schaefer koch bauer richter klein wolf
schroeder neumann schwarz zimmermann braun krueger hofmann hartmann lange werner krause lehmann koehler herrmann walter kaiser
fuchs peters lang scholz moeller weiss jung hahn vogel friedrich keller guenther frank berger winkler roth beck lorenz
dubois durand moreau laurent simon michel lefebvre leroy roux bertrand morel fournier girard bonnet dupont lambert rousseau
nowak kowalski wisniewski wojcik kowalczyk kaminski lewandowski zielinski szymanski wozniak dabrowski kozlowski jankowski
mazur krawczyk piotrowski grabowski novak svoboda novotny- dvorak cerny prochazka kucera vesely horak nemec
nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas balogh papp takacs juhasz lakatos szilagyi
popescu ionescu popa radu dumitrescu stan stoica gheorghe constantinescu marin petrescu georgescu
jovanovic petrovic nikolic markovic djordjevic stojanovic ilic stankovic pavlovic dimitrov petkov ivanova georgiev stoyanov
kim lee park pak yi li ri rhee choi choe chung chong jong kang cho yoon yun chang jang lim im han oh seo so shin sin kwon hwang
ahn an song hong yu yoo nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly wang zhang liu yang huang zhao wu
zhou xu sun ma zhu hu guo he gao lin luo
tanaka suzuki sato takahashi watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki
levy katz friedman goldberg stern
";

static GIVEN_KEYS: LazyLock<HashSet<String>> =
    LazyLock::new(|| GIVEN.split_whitespace().map(|name| sound_key(&fold(name))).collect());
static SHARED_KEYS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    SHARED.split_whitespace().filter(|name| !name.ends_with('-')).map(|name| sound_key(&fold(name))).collect()
});

/// Roughly how a folded Latin word sounds, for comparing names across romanisations only.
pub(crate) fn sound_key(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    let mut previous = ' ';
    let plain =
        folded.replace("ph", "f").replace("ks", "x").replace("ye", "e").replace("yo", "e").replace("io", "e");
    for c in plain.chars() {
        let sound = match c {
            'y' | 'j' => 'i',
            'w' => 'v',
            'c' => 'k',
            other => other,
        };
        if sound != previous {
            key.push(sound);
        }
        previous = sound;
    }
    key
}

/// Given names in Latin letters that begin with the first of the initials.
pub(crate) fn given_with_initial(initials: &str) -> Vec<String> {
    let first = initials.split('.').next().map(fold).unwrap_or_default();
    if first.is_empty() || !first.is_ascii() {
        return Vec::new();
    }
    let fits = |name: &&str| name.starts_with(&*first) && name.is_ascii();
    GIVEN.split_whitespace().filter(fits).map(super::words::capitalised).collect()
}

/// The key of a word in Latin or Cyrillic letters.
fn key_of(word: &str) -> Option<String> {
    let folded = fold(word);
    if folded.is_ascii() {
        return Some(sound_key(&folded));
    }
    let romanised = super::cyrillic::romanise(&super::cyrillic::as_russian(&folded));
    romanised.get(1).map(|(_, spelt)| sound_key(&fold(spelt)))
}

/// "Nikita", "Иосиф", or a patronymic by its ending.
pub(crate) fn is_given(word: &str) -> bool {
    let folded = fold(word);
    let patronymic = ["ovich", "evich", "ovna", "evna", "ович", "евич", "овна", "евна"];
    if folded.chars().count() > 6 && patronymic.iter().any(|ending| folded.ends_with(ending)) {
        return true;
    }
    folded.chars().count() > 2 && key_of(word).is_some_and(|key| GIVEN_KEYS.contains(&key))
}

/// Whether a surname tells nobody apart: because many bear it, or because it is as short as East Asian ones are.
///
/// ```
/// use fonds_names::forms::is_shared_surname;
/// assert!(is_shared_surname("Kovalev") && is_shared_surname("Li") && is_shared_surname("Johnson"));
/// assert!(!is_shared_surname("Gromyko"));
/// ```
pub fn is_shared_surname(surname: &str) -> bool {
    surname.chars().count() <= 3 || key_of(surname).is_some_and(|key| SHARED_KEYS.contains(&key))
}

/// A person's name in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person<'n> {
    /// Given names and initials.
    pub(crate) given: Vec<&'n str>,
    /// The surname, with its particles.
    pub(crate) surname: Vec<&'n str>,
}

/// Whether the word is initials: "A.", "A.A.", "Ya.", "V".
pub(crate) fn is_initials(word: &str) -> bool {
    let pieces: Vec<&str> = word.split('.').filter(|piece| !piece.is_empty()).collect();
    let short = |piece: &&str| piece.chars().count() <= 2 && piece.chars().all(char::is_alphabetic);
    if pieces.is_empty() || !pieces.iter().all(short) {
        return false;
    }
    let one_letter = pieces.iter().all(|piece| piece.chars().count() == 1);
    one_letter && (word.contains('.') || pieces.len() == 1) || word.ends_with('.') && pieces.len() <= 3
}

/// Parts a name of two to five words, one of them at an end a given name or initials, into given names and surname;
/// `None` where it does not look like that.
pub(crate) fn as_person<'n>(words: &[&'n str]) -> Option<Person<'n>> {
    if !(2..=5).contains(&words.len()) {
        return None;
    }
    let first = |word: &str| is_initials(word) || is_given(word);
    let leading = words.iter().take_while(|word| first(word)).count().min(words.len() - 1);
    if leading > 0 {
        let (given, surname) = words.split_at(leading);
        let particle = |word: &&str| super::super::vocabulary::honorifics::is_particle(&fold(word));
        // "Josip Broz Tito", "Mohammad Reza Pahlavi": the last word is the surname, the rest goes with the given names.
        let surname_from = surname.iter().position(particle).unwrap_or(surname.len() - 1);
        let plausible =
            surname.last().is_some_and(|word| fold(word).chars().count() >= 2) && surname.len() <= 3;
        return plausible.then(|| Person {
            given: [given, &surname[..surname_from]].concat(),
            surname: surname[surname_from..].to_vec(),
        });
    }
    // "Kádár János": the surname first, as Hungarians write.
    let (last, before) = words.split_last()?;
    (before.len() == 1 && is_given(last)).then(|| Person { given: vec![*last], surname: before.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(name: &str) -> Option<(String, String)> {
        let words: Vec<&str> = name.split(' ').collect();
        as_person(&words).map(|person| (person.given.join(" "), person.surname.join(" ")))
    }

    #[test]
    fn given_names_are_told_from_surnames() {
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(parted("Andrei Gromyko"), pair("Andrei", "Gromyko"));
        assert_eq!(parted("A. A. Gromyko"), pair("A. A.", "Gromyko"));
        assert_eq!(parted("V.M. Molotov"), pair("V.M.", "Molotov"));
        assert_eq!(parted("Kádár János"), pair("János", "Kádár"));
        assert_eq!(parted("Josip Broz Tito"), pair("Josip Broz", "Tito"));
        assert_eq!(parted("Charles de Gaulle"), pair("Charles", "de Gaulle"));
        assert_eq!(parted("Вальтер Ульбрихт"), pair("Вальтер", "Ульбрихт"));
        assert_eq!(parted("Soviet Embassy"), None);
        assert_eq!(parted("Mao Zedong"), None);
    }

    #[test]
    fn one_entry_stands_for_every_romanisation() {
        assert!(
            ["Anatoly", "Anatolii", "Anatolij", "Анатолий", "Vyacheslav", "Вячеслав"]
                .into_iter()
                .all(is_given)
        );
    }
}
