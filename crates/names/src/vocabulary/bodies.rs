//! Nouns that name a body (embassy, committee, party, TASS) and the words that qualify bodies and offices.
//!
//! A capital word in neither table is taken for a name, so these lists may be incomplete on the side of
//! rare words but not on the side of common ones.

use super::word_set;
use std::{collections::HashSet, sync::LazyLock};

static BODIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "embassy embassies legation legations consulate consulates mission missions ministry ministries department
         departments dept committee committees party parties government governments govt council councils
         commission commissions agency agencies delegation delegations politburo presidium bureau center centre
         office directorate administration board union unions front army armies command headquarters station
         group groups section division institute academy university parliament assembly congress senate sovnarkom
         comintern cominform comecon cmea tass kgb gru mgb nkvd nkid mvd mid stasi mfs cia fbi nsc usib inr jcs ukib
         mi5 mi6 cpsu vkp(b) rcp(b) vkp ccp cpc cc sed puwp pzpr hswp kwp wpk bcp rcp cpcz ksc pla kpa nlf imf iaea
         association federation league organization organisation court tribunal cabinet leadership staff
         secretariat authority authorities residents peoples population inhabitants company trust bank corporation
         society club church synod service services fund regiment corps fleet forces troops unit detachment
         brigade garrison residency rezidentura branch school college library collegium gosplan
         sejm bundestag duma knesset majlis rada plenum politbureau orgburo secretariats posts households
         ministerium botschaft regierung zentralkomitee pentagon kremlin directorates offices agencies_ bureaus stations subcommittee
         working-group taskforce task_ movement guerrillas rebels partisans militia police
         family families citizens comrades_ circle firm factory newspaper daily commissariat commissariats narkomindel chamber consortium politotdel caucus secretariat-general syndicate cooperative_ kolkhoz commune
         soviet_ horde tribunal assembly_ junta regime opposition securitate sigurimi gosbank glavlit sovmin agitprop izvestia pravda xinhua guomindang kuomintang
         gmd kmt dprk_ nato un_ command_ committee_ congress_ foundation laboratory observatory observers enterprise
         vietminh jewry community conference_ colony soviets chancellery ministers_ ministère ambassade légation consulat gouvernement comité
         ministerium auswärtiges auswärtige amt konsulat gesandtschaft embajada consulado gobierno ministerio embaixada
         ministério governo",
    )
});
static PORTFOLIO: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "affairs foreign external internal interior defense defence trade commerce commercial finance state states
         security national nationalities international intelligence central executive people supreme communist
         communists labor labour worker workers peasants socialist socialists democratic republic republican federal
         research federative atomic energy nuclear planning policy political economic economics cultural culture education
         health agriculture industry industrial heavy machine building transport railways navy air force war
         military armed world peace plans operations special general regional provincial city northern southern
         eastern western far near east west north south middle latin relations cooperation information
         propaganda press public control disarmament arms hemisphere ministers commissars nations allied joint
         liberation revolutionary revolution national-liberation defensive protection treasury justice
         medium construction shipbuilding aviation electrical fuel coal mining geology metallurgy power
         communications science scientific technology technical literature art religious sport youth
         women trades all-union all-russian plenipotentiary administration administrative strategic supply
         logistics personnel legal consular protocol archives history department's high top standing
         interdepartmental interagency independent united free autonomous local district municipal oblast
         province region county municipality prefecture commandery capital chief staff main departmental
         operational emergency guerrilla volunteers volunteer friendship solidarity reconstruction
         oceans environmental monetary agricultural development developing export import reparations
         chemical medical hygiene maritime water post telegraph radio television film culture's
         abroad overseas countries congressional parliamentary legislative judicial electoral constitutional
         counterintelligence counter-intelligence psychological reconnaissance topographic artillery
         collective collectivization farm farms land reform taxation prices tariff customs labor's social welfare
         insurance housing nationality minority minorities islamic muslim buddhist catholic orthodox
         western-hemisphere inter-american interamerican pan-american organizational ideological ideology agitation
         advisory printing steering consultative coordinating coordination working shipping agrarian diplomatic armistice
         interests preparatory historical liberal conservative liberal-democratic presidential select space publishing
         purchasing cooperative royal financial unification currency fisheries debt teachers telecommunications airborne
         civil aeronautics action budget management investigation educational technological resources food freedom
         preparedness refugees treaties imperial credit publication economy patriotic mobilization southwest southeast
         northeast northwest northeastern northwestern southeastern southwestern non-aligned fraternal progressive radical
         popular proletarian inter-allied inter-party statistics statistical missile rocket engineering petroleum oil steel
         metals timber textile electric electronics meteorological nonproliferation non-proliferation narcotics migration
         repatriation humanitarian human rights refugee veterans ethnic frontier border boundary maritime ports canal river
         irrigation forestry livestock
         politico-military disarmament's program programs projects project taiwan_ domestic council's",
    )
});

/// "Embassy", "Politburo", "KGB"; the word folded by [`super::fold`].
pub fn is_body(folded: &str) -> bool {
    BODIES.contains(folded)
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
