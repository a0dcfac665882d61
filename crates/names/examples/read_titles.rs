//! Prints what a title says: `cargo run -p fonds-names --example read_titles < titles.txt`.
use std::io::BufRead;

fn main() {
    for title in std::io::stdin().lock().lines().map_while(Result::ok) {
        let analysis = fonds_names::title::analyse(&title);
        println!(
            "{title}\n  genre {:?}, number {:?}, excerpt {}",
            analysis.genre, analysis.number, analysis.excerpt
        );
        for agent in &analysis.agents {
            println!(
                "  {:?}: {:?} of {:?}, office {:?}, meant {:?} {:?}",
                agent.role,
                agent.bare_name,
                agent.as_written,
                agent.office_as_written,
                agent.name,
                agent.certainty
            );
        }
        if let Some(enclosed) = &analysis.enclosed {
            println!("  enclosed: {:?}", enclosed);
        }
    }
}
