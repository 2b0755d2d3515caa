//! From nothing to the first training: `FLA`, `CLIENT` and `KEY` (a file) say where and who.

use fla_client::types::{NewParticipation, NewTraining, TrainingDetails};
use fla_client::{Client, Error, Key};

/// Registers a training for the first employee of the first employer; answers with its id.
pub async fn first_training(fla: &str, client: &str, pem: &str) -> Result<String, Error> {
    // begin
    let client = Client::new(fla, client, Key::from_pem(pem)?)?;
    let employers = client.employers().await?;
    let employer = client.employer(&employers[0].enterprise_number);
    let an = employer.employees().next().await?.map(|an| an.employee_id);
    let training = NewTraining {
        details: TrainingDetails {
            title: "Heftruck".into(),
            start_date: "2026-03-02".into(),
            minutes: 240,
            ..Default::default()
        },
        participants: vec![NewParticipation { employee_id: an, ..Default::default() }],
        ..Default::default()
    };
    let done = employer.under("order-4711").register_training(&training).await?;
    // end
    Ok(done.training_id)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let key = std::fs::read_to_string(std::env::var("KEY")?)?;
    let id = first_training(&std::env::var("FLA")?, &std::env::var("CLIENT")?, &key).await?;
    println!("{id}");
    Ok(())
}
