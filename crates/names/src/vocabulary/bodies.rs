//! Nouns that name a body (embassy, committee, party, TASS) and the words that qualify bodies and offices.
//!
//! A capital word in neither table is taken for a name, so these lists may be incomplete on the side of
//! rare words but not on the side of common ones.

use super::word_set;
use std::{collections::HashSet, sync::LazyLock};

static BODIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "academy administration agencies agency agitprop ambassade amt armies army assembly association
         auswärtige auswärtiges authorities authority bank bcp board botschaft branch brigade bundestag bureau
         bureaus cabinet caucus cc ccp center centre chamber chancellery church cia circle citizens club cmea
         college collegium colony comecon cominform comintern comité command commissariat commissariats
         commission commissions committee committees commune community company congress consortium consulado
         consulat consulate consulates corporation corps council councils court cpc cpcz cpsu daily delegation
         delegations department departments dept detachment directorate directorates division duma embaixada
         embajada embassies embassy enterprise factory families family fbi federation firm fleet forces
         foundation front fund garrison gesandtschaft glavlit gmd gobierno gosbank gosplan gouvernement
         government governments governo govt group groups gru guerrillas guomindang headquarters horde
         households hswp iaea imf inhabitants inr institute izvestia jcs jewry junta kgb kmt knesset kolkhoz
         konsulat kpa kremlin ksc kuomintang kwp laboratory leadership league legation legations library
         légation majlis mfs mgb mi5 mi6 mid militia ministerio ministerium ministries ministry ministère
         ministério mission missions movement mvd narkomindel nato newspaper nkid nkvd nlf nsc observatory
         observers office offices opposition organisation organization orgburo parliament parties partisans
         party pentagon peoples pla plenum police politbureau politburo politotdel population posts pravda
         presidium puwp pzpr rada rcp rcp(b) rebels regierung regime regiment residency residents rezidentura
         school secretariat secretariat-general secretariats section securitate sed sejm senate service services
         sigurimi society soviets sovmin sovnarkom staff stasi station stations subcommittee syndicate synod
         taskforce tass tribunal troops trust ukib union unions unit university usib vietminh vkp vkp(b)
         working-group wpk xinhua zentralkomitee",
    )
});
static PORTFOLIO: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "abroad action administration administrative advisory aeronautics affairs agitation agrarian
         agricultural agriculture air airborne all-russian all-union allied archives armed armistice arms art
         artillery atomic autonomous aviation border boundary buddhist budget building canal capital catholic
         central chemical chief city civil coal collective collectivization commandery commerce commercial
         commissars communications communist communists congressional conservative constitutional construction
         consular consultative control cooperation cooperative coordinating coordination council's
         counter-intelligence counterintelligence countries county credit cultural culture culture's currency
         customs debt defence defense defensive democratic department's departmental developing development
         diplomatic disarmament disarmament's district domestic east eastern economic economics economy
         education educational electoral electric electrical electronics emergency energy engineering
         environmental ethnic executive export external far farm farms federal federative film finance financial
         fisheries food force foreign forestry fraternal free freedom friendship frontier fuel general geology
         guerrilla health heavy hemisphere high historical history housing human humanitarian hygiene
         ideological ideology imperial import independent industrial industry information insurance intelligence
         inter-allied inter-american inter-party interagency interamerican interdepartmental interests interior
         internal international investigation irrigation islamic joint judicial justice labor labor's labour
         land latin legal legislative liberal liberal-democratic liberation literature livestock local logistics
         machine main management maritime medical medium metallurgy metals meteorological middle migration
         military mining ministers minorities minority missile mobilization monetary municipal municipality
         muslim narcotics national national-liberation nationalities nationality nations navy near non-aligned
         non-proliferation nonproliferation north northeast northeastern northern northwest northwestern nuclear
         oblast oceans oil operational operations organizational orthodox overseas pan-american parliamentary
         patriotic peace peasants people personnel petroleum planning plans plenipotentiary policy political
         politico-military popular ports post power prefecture preparatory preparedness presidential press
         prices printing program programs progressive project projects proletarian propaganda protection
         protocol province provincial psychological public publication publishing purchasing radical radio
         railways reconnaissance reconstruction reform refugee refugees region regional relations religious
         reparations repatriation republic republican research resources revolution revolutionary rights river
         rocket royal science scientific security select shipbuilding shipping social socialist socialists
         solidarity south southeast southeastern southern southwest southwestern space special sport staff
         standing state states statistical statistics steel steering strategic supply supreme tariff taxation
         teachers technical technological technology telecommunications telegraph television textile timber top
         topographic trade trades transport treasury treaties unification united veterans volunteer volunteers
         war water welfare west western western-hemisphere women worker workers working world youth",
    )
});

/// "Embassy", "Politburo", "KGB"; the word folded by [`super::fold`].
pub fn is_body(folded: &str) -> bool {
    // "Consulate-General".
    BODIES.contains(folded.strip_suffix("-general").unwrap_or(folded))
}

/// "Foreign", "Affairs", "Central": a word that helps to name an office or a body, never a person.
pub fn is_portfolio(folded: &str) -> bool {
    PORTFOLIO.contains(folded)
}

/// Bodies that are not "for" something, as committees and ministries are.
pub fn has_no_charge(folded: &str) -> bool {
    matches!(
        folded,
        "government"
            | "governments"
            | "politburo"
            | "presidium"
            | "embassy"
            | "legation"
            | "consulate"
            | "party"
            | "parties"
            | "delegation"
            | "army"
            | "staff"
            | "leadership"
            | "republic"
            | "parliament"
            | "cabinet"
    )
}
