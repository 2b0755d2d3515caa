//! A spreadsheet from coming in to being taken back.

use fla_app::{NewSheet, SheetKind, SheetView};
use uuid::Uuid;

use super::World;

/// How far a spreadsheet is.
pub async fn view(world: &World, id: Uuid) -> SheetView {
    world.app.sheet(&world.hr, id).await.unwrap()
}

/// Brings a table in and has it looked at.
pub async fn bring(world: &World, kind: Option<SheetKind>, bytes: &[u8]) -> Uuid {
    world.tick();
    let mut upload = world.app.receive_sheet(&world.hr, "table").await.unwrap();
    upload.write(bytes).await.unwrap();
    let file = upload.finish().await.unwrap();
    let new = NewSheet { file, kind, copy: false, original: None };
    let id = world.app.take_sheet(&world.hr, &new).await.unwrap();
    world.app.work_to_the_end().await.unwrap();
    id
}

/// Carries a spreadsheet out.
pub async fn carry_out(world: &World, id: Uuid) -> SheetView {
    world.tick();
    world.app.carry_out_sheet(&world.hr, id).await.unwrap();
    world.app.work_to_the_end().await.unwrap();
    view(world, id).await
}

/// Takes a spreadsheet back.
pub async fn undo(world: &World, id: Uuid) -> SheetView {
    world.tick();
    world.app.undo_sheet(&world.hr, id, "wrong file").await.unwrap();
    world.app.work_to_the_end().await.unwrap();
    view(world, id).await
}
