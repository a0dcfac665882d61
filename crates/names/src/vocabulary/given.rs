//! Given names and the persons known under their own surname, for reading brackets after a name.
//!
//! Not authorities: nothing here says who anybody is. See [`crate::title::brackets`] for the rules.

use super::word_set;
use std::{collections::HashSet, sync::LazyLock};

static GIVEN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "joseph josef iosif josip jozef nikita nikolai nikolay vyacheslav viacheslav anastas georgi georgy georgii
         lavrenty lavrentiy leonid aleksei alexei aleksey andrei andrey mikhail boris yuri yuriy iurii vladimir ivan
         pavel petr pyotr sergei sergey aleksandr alexander dmitri dmitry dmitrii kliment lazar maxim maksim
         konstantin viktor victor valerian vasily vasili vasilii stepan fyodor fedor semyon semen ilya igor
         walter wilhelm erich otto willy konrad ludwig helmut hans karl kurt egon heinz herbert gerhard
         wladyslaw władysław boleslaw bolesław edward jozef jakub zygmunt wojciech stanislaw
         matyas mátyás imre janos jános erno ernő antonin klement alexander gustav rudolf ladislav todor georgi
         gheorghe nicolae ana enver mehmet edvard milovan aleksandar fidel raul raúl ernesto che
         john george william henry robert richard james thomas charles dean franklin harry dwight lyndon gerald
         jimmy ronald averell averill winston anthony clement ernest harold edward david paul peter arthur allen
         foster walt mcgeorge zbigniew cyrus llewellyn chester adlai jawaharlal krishna indira mohammad muhammad
         mohammed ali ahmed hassan hussein gamal anwar yasser norodom souvanna achmed sukarno_ kwame julius
         jean pierre jacques françois francois michel maurice georges andré andre henri
         joão joao jose josé juan luis carlos manuel antonio pedro miguel
         maria anna helen margaret elizabeth eleanor clare jeane",
    )
});
static PRINCIPALS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "stalin mao zhou khrushchev molotov malenkov beria mikoyan bulganin vyshinsky gromyko brezhnev kosygin
         lenin trotsky voroshilov kaganovich suslov andropov chernenko gorbachev zhukov zhdanov
         tito ulbricht honecker gomulka bierut rakosi nagy kadar gottwald novotny husak dubcek zhivkov dimitrov
         ceausescu gheorghiu-dej hoxha castro guevara nehru gandhi nasser sukarno truman eisenhower kennedy johnson
         nixon ford carter reagan roosevelt churchill eden macmillan attlee bevin adenauer brandt gaulle",
    )
});

/// "Nikita", "Joseph", or a patronymic by its ending.
pub fn is_given_name(folded: &str) -> bool {
    GIVEN.contains(folded)
        || folded.chars().count() > 6
            && ["ovich", "evich", "ovna", "evna", "yevich", "ievich"]
                .iter()
                .any(|ending| folded.ends_with(ending))
}

/// Surnames so well known as real ones that a bracket after them cannot be read as "cover name [real name]".
pub fn is_principal(folded: &str) -> bool {
    PRINCIPALS.contains(folded)
}
