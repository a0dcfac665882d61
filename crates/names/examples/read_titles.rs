//! Prints what titles say, one a line: `cargo run -p fonds-names --example read_titles < titles.txt`.
use fonds_names::title::analyse;
use std::io::BufRead;

fn main() {
    for title in std::io::stdin().lock().lines().map_while(Result::ok) {
        let analysis = analyse(&title);
        println!("{title}");
        println!(
            "  genre: {}{}{}",
            analysis.genre.as_deref().unwrap_or("none in the title"),
            analysis.number.as_deref().map(|n| format!(", no. {n}")).unwrap_or_default(),
            if analysis.excerpt { ", excerpt" } else { "" }
        );
        for agent in &analysis.agents {
            let (role, name) = (agent.role, agent.bare_name.as_deref().unwrap_or_default());
            let office = agent.office_as_written.as_deref().map(|o| format!(", {o}")).unwrap_or_default();
            let meant = agent.name.as_deref().map(|n| format!(", meaning {n}")).unwrap_or_default();
            println!("  {role:?}: {name}{office}{meant}");
        }
        for agent in analysis.enclosed.iter().flat_map(|e| e.senders.iter().chain(&e.recipients)) {
            println!("  enclosed, {:?}: {}", agent.role, agent.bare_name.as_deref().unwrap_or_default());
        }
    }
}
