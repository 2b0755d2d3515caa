//! A batch file from being sent to being answered.

use fla_app::{BatchFileView, Caller, Environment, FormView, NewBatchFile};
use fla_domain::ids::BatchFileId;
use fla_domain::language::Language;

use super::World;

/// Sends a batch file.
pub async fn sent(
    world: &World,
    by: &Caller,
    name: &str,
    bytes: &[u8],
    environment: Environment,
) -> BatchFileId {
    let mut upload = world.app.receive_batch_file(by, name).await.unwrap();
    upload.write(bytes).await.unwrap();
    let file = upload.finish().await.unwrap();
    world.tick();
    let new = NewBatchFile { file, environment, language: Language::Nl };
    world.app.take_batch_file(by, &new, None, &world.key()).await.unwrap()
}

/// What came of a batch file and of each of its forms.
pub async fn answered(
    world: &World,
    by: &Caller,
    id: BatchFileId,
) -> (BatchFileView, Vec<FormView>) {
    world.app.work_to_the_end().await.unwrap();
    let view = world.app.batch_file(by, id).await.unwrap();
    let forms = world.app.batch_forms(by, id, 0, "", 100_000).await.unwrap();
    (view, forms)
}
