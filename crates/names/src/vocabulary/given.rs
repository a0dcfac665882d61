//! Given names and the persons known under their own surname, for reading brackets after a name.
//!
//! Not authorities: nothing here says who anybody is. See [`crate::title::brackets`] for the rules.

use super::word_set;
use std::{collections::HashSet, sync::LazyLock};

static GIVEN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "achmed adlai ahmed aleksandar aleksandr aleksei aleksey alexander alexei ali allen ana anastas andre
         andrei andrey andré anna anthony antonin antonio anwar arthur averell averill boleslaw bolesław boris
         carlos charles che chester clare clement cyrus david dean dmitri dmitrii dmitry dwight edvard edward
         egon eleanor elizabeth enver erich ernest ernesto erno ernő fedor fidel foster francois franklin
         françois fyodor gamal george georges georgi georgii georgy gerald gerhard gheorghe gustav hans harold
         harry hassan heinz helen helmut henri henry herbert hussein igor ilya imre indira iosif iurii ivan
         jacques jakub james janos jawaharlal jean jeane jimmy joao john jose josef joseph josip josé jozef joão
         juan julius jános karl klement kliment konrad konstantin krishna kurt kwame ladislav lavrentiy lavrenty
         lazar leonid llewellyn ludwig luis lyndon maksim manuel margaret maria matyas maurice maxim mcgeorge
         mehmet michel miguel mikhail milovan mohammad mohammed muhammad mátyás nicolae nikita nikolai nikolay
         norodom otto paul pavel pedro peter petr pierre pyotr raul raúl richard robert ronald rudolf semen
         semyon sergei sergey souvanna stanislaw stepan thomas todor valerian vasili vasilii vasily viacheslav
         victor viktor vladimir vyacheslav walt walter wilhelm william willy winston wladyslaw wojciech
         władysław yasser yuri yuriy zbigniew zygmunt",
    )
});
static PRINCIPALS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "adenauer andropov attlee beria bevin bierut brandt brezhnev bulganin carter castro ceausescu chernenko
         churchill dimitrov dubcek eden eisenhower ford gandhi gaulle gheorghiu-dej gomulka gorbachev gottwald
         gromyko guevara honecker hoxha husak johnson kadar kaganovich kennedy khrushchev kosygin lenin
         macmillan malenkov mao mikoyan molotov nagy nasser nehru nixon novotny rakosi reagan roosevelt stalin
         sukarno suslov tito trotsky truman ulbricht voroshilov vyshinsky zhdanov zhivkov zhou zhukov",
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
