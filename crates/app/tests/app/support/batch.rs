//! A batch file from being sent to being answered, and who sends it for others.

use fla_app::{
    BatchFileView, Caller, Environment, FormView, NewBatchFile, NewEmployer, NewMandate,
};
use fla_domain::access::{Quality, Role, Scope};
use fla_domain::ids::{BatchFileId, EmployerId, MandateId};
use fla_domain::language::Language;
use fla_formats::synthetic;

use super::{World, visitor};

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

/// Somebody who manages access of a social secretariat that nobody gave a mandate yet.
pub async fn secretariat(world: &World) -> Caller {
    let holder = synthetic::ssin(310_002);
    let new = NewEmployer {
        enterprise_number: synthetic::enterprise(77),
        nsso_number: None,
        name: "Loonwijzer".to_owned(),
        language: Language::Nl,
        qualities: vec![Quality::SocialSecretariat],
    };
    let first = Some((&holder, Role::AccessManager));
    let installation = world.app.installation();
    let provider = world.app.add_employer(&installation, &new, first, &world.key()).await.unwrap();
    world.app.act_for(&visitor(holder), provider).await.unwrap()
}

/// Gives the secretariat a mandate, which it accepts.
pub async fn gives_mandate(
    world: &World,
    employer: EmployerId,
    secretariat: &Caller,
    scopes: &[Scope],
) -> MandateId {
    let giver = synthetic::ssin(310_001);
    let system = world.app.act_as_installation(employer).await.unwrap();
    let key = world.key();
    world.app.give_access(&system, &giver, Role::AccessManager, None, &key).await.unwrap();
    let giver = world.app.act_for(&visitor(giver), employer).await.unwrap();
    let mandate = NewMandate {
        provider: synthetic::enterprise(77),
        from: 20_264,
        until: None,
        scopes: scopes.to_vec(),
    };
    let mandate = world.app.give_mandate(&giver, &mandate, &world.key()).await.unwrap();
    world.app.answer_mandate(secretariat, mandate, true, &world.key()).await.unwrap();
    mandate
}
