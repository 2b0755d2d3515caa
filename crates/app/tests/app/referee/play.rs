//! The run: which act comes next, by whom, what came of it, and what the log must say of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use fla_app::{App, Caller, Channel, Refused, Visitor};
use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployeeId;
use uuid::Uuid;

use super::cast::{Door, EVERYBODY, Org, Part, Who};
use super::changes::{CHANGES, Change};
use super::dice::Dice;
use super::hooks::Hook;
use super::line::{self, Line, Log, sorted};
use super::looks::{LOOKS, Look};
use super::own::{Declared, OWN, Own};
use super::pacts::{PACTS, Pact};
use super::software::Reader;
use super::stage::Stage;
use super::things::Things;

/// What came of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Done and noted.
    Done,
    /// Done, and nothing to note: it shows nobody.
    Silent,
    /// Said what it would do, and noted that.
    Previewed,
    Forbidden,
    Hidden,
    Invalid,
    Conflict,
    /// The same under the same key: answered as the first time.
    Repeated,
    /// Another under the same key.
    KeyReused,
}

impl Outcome {
    pub fn of<T>(answer: &Result<T, Refused>) -> Self {
        match answer {
            Ok(_) => Self::Done,
            Err(Refused::Forbidden(_)) => Self::Forbidden,
            Err(Refused::Hidden | Refused::Ended) => Self::Hidden,
            Err(Refused::Invalid(_)) => Self::Invalid,
            Err(Refused::Conflict) => Self::Conflict,
            Err(Refused::KeyReused) => Self::KeyReused,
            Err(other) => panic!("{other}"),
        }
    }
}

/// A kind of act: a line of one of the tables.
#[derive(Clone, Copy)]
enum Deed {
    Look(&'static Look),
    Change(&'static Change),
    Pact(&'static Pact),
    Own(&'static Own),
}

impl Deed {
    fn all() -> Vec<Self> {
        let looks = LOOKS.iter().map(Self::Look);
        let changes = CHANGES.iter().map(Self::Change);
        let pacts = PACTS.iter().map(Self::Pact);
        looks.chain(changes).chain(pacts).chain(OWN.iter().map(Self::Own)).collect()
    }

    fn name(self) -> &'static str {
        match self {
            Self::Look(look) => look.door,
            Self::Change(change) => change.door,
            Self::Pact(pact) => pact.door,
            Self::Own(own) => own.door,
        }
    }

    /// What must have come of it at least once.
    fn wanted(self) -> Vec<Outcome> {
        match self {
            Self::Look(look) => look.wanted(),
            Self::Change(change) => change.wanted(),
            Self::Pact(pact) => pact.outcomes.to_vec(),
            Self::Own(own) => own.outcomes.to_vec(),
        }
    }

    /// Whether it takes so long that it is done seldom.
    fn is_slow(self) -> bool {
        match self {
            Self::Look(look) => look.slow,
            Self::Own(own) => own.slow,
            Self::Change(_) | Self::Pact(_) => false,
        }
    }
}

pub struct Play {
    pub stage: Stage,
    pub things: Things,
    pub dice: Dice,
    /// What the log must hold, in order.
    pub expected: Vec<Line>,
    pub act: usize,
    /// The secrets of the links that were made, by invitation.
    pub secrets: BTreeMap<Uuid, String>,
    /// How many organisations were added.
    pub added: usize,
    /// Requests for an organisation that wait.
    pub requests: Vec<Uuid>,
    /// What people declared of themselves.
    pub declared: Vec<Declared>,
    /// Those of whom a school ever reported something, by number.
    pub reported: BTreeSet<u32>,
    /// Where a reader of the changes of an organisation stands.
    pub readers: BTreeMap<Org, Reader>,
    /// The one webhook there is.
    pub hook: Option<Hook>,
    seen: BTreeMap<(&'static str, Outcome), usize>,
    began: i64,
}

impl Play {
    pub async fn begin(folder: &Path, seed: u64) -> Self {
        let mut things = Things::default();
        let stage = Stage::set(folder, &mut things).await;
        let mut play = Self {
            stage,
            things,
            dice: Dice::new(seed),
            expected: Vec::new(),
            act: 0,
            secrets: BTreeMap::new(),
            added: 0,
            requests: Vec::new(),
            declared: Vec::new(),
            reported: BTreeSet::new(),
            readers: BTreeMap::new(),
            hook: None,
            seen: BTreeMap::new(),
            began: 0,
        };
        // Everybody comes in once: names of holders are noted then, and nothing is after.
        for part in play.stage.cast.clone() {
            play.caller(&part).await;
        }
        play.began = line::written(play.app().store()).await;
        play
    }

    pub fn app(&self) -> &App {
        &self.stage.world.app
    }

    pub async fn run(&mut self, acts: usize, replay: &str) {
        let deeds = Deed::all();
        let (slow, quick): (Vec<Deed>, Vec<Deed>) = deeds.iter().partition(|d| d.is_slow());
        for act in 0..acts {
            self.act = act;
            self.stage.world.tick();
            let deed = self.next(&slow, &quick);
            let before = self.expected.len();
            let (must, is) = match deed {
                Deed::Look(look) => self.look(look).await,
                Deed::Change(change) => self.change(change).await,
                Deed::Pact(pact) => self.pact(pact).await,
                Deed::Own(own) => self.own(own).await,
            };
            let told = &self.expected[before..];
            assert_eq!(is, must, "act {act}, {}: {told:#?}\n{replay}", deed.name());
            *self.seen.entry((deed.name(), must)).or_default() += 1;
        }
    }

    /// Any act; in one of three cases one of which something never came yet.
    fn next(&mut self, slow: &[Deed], quick: &[Deed]) -> Deed {
        if self.dice.percent(33) {
            let open = |deed: &&Deed| {
                deed.wanted().iter().any(|outcome| !self.came(deed.name(), *outcome))
            };
            let open: Vec<Deed> = slow.iter().chain(quick).filter(open).copied().collect();
            if !open.is_empty() {
                return *self.dice.one(&open);
            }
        }
        let often = self.dice.below(400) > 0;
        *self.dice.one(if often { quick } else { slow })
    }

    pub fn came(&self, door: &'static str, outcome: Outcome) -> bool {
        self.seen.contains_key(&(door, outcome))
    }

    /// Whether it shall come to this now: always where it never did, else in so many of a hundred
    /// cases.
    pub fn sometimes(&mut self, door: &'static str, outcome: Outcome, percent: usize) -> bool {
        !self.came(door, outcome) || self.dice.percent(percent)
    }

    /// What never happened although the tables say that it must have.
    pub fn never(&self) -> Vec<(&'static str, Outcome)> {
        let wanted = Deed::all()
            .into_iter()
            .flat_map(|deed| deed.wanted().into_iter().map(move |outcome| (deed.name(), outcome)));
        wanted.filter(|pair| !self.seen.contains_key(pair)).collect()
    }

    /// How many acts came to what, and how many entries say what.
    pub fn tally(&self) -> String {
        let mut text = String::new();
        let mut outcomes: BTreeMap<Outcome, usize> = BTreeMap::new();
        for ((_, outcome), times) in &self.seen {
            *outcomes.entry(*outcome).or_default() += times;
        }
        let names: BTreeSet<_> = self.seen.keys().map(|(name, _)| name).collect();
        writeln!(text, "{} kinds of act, {} × outcome", names.len(), self.seen.len()).unwrap();
        writeln!(text, "acts by outcome: {outcomes:?}").unwrap();
        let refused = self.expected.iter().filter(|line| line.outcome == "refused").count();
        let changes = self.expected.iter().filter(|line| line.changed).count();
        let looks = self.expected.len() - refused - changes;
        write!(text, "entries: {looks} looks, {changes} changes, {refused} refused").unwrap();
        text
    }

    pub async fn logged(&self) -> Vec<Line> {
        for (org, id) in &self.stage.orgs {
            let differ = line::entries_whose_people_differ(self.app().store(), *id).await;
            assert!(differ.is_empty(), "{org:?}: {differ:?}");
        }
        line::read_back(self.app().store(), self.began).await
    }

    pub fn began(&self) -> i64 {
        self.began
    }

    pub fn part(&self, who: Who) -> Part {
        self.stage.cast.iter().find(|part| part.who == who).unwrap().clone()
    }

    /// Somebody: in three of four cases one of those who may.
    pub fn somebody(&mut self, may: &[Who]) -> Part {
        let others: Vec<Who> = EVERYBODY.iter().filter(|w| !may.contains(w)).copied().collect();
        let one = others.is_empty() || (!may.is_empty() && self.dice.percent(75));
        let who = *self.dice.one(if one { may } else { &others });
        self.part(who)
    }

    pub fn trace(&self) -> String {
        format!("act {}", self.act)
    }

    pub fn visitor(&self, ssin: &Ssin) -> Visitor {
        Visitor {
            ssin: ssin.clone(),
            name: "Test Person".to_owned(),
            channel: Channel::Web,
            trace: self.trace(),
        }
    }

    pub async fn caller(&self, part: &Part) -> Caller {
        let app = self.app();
        if let Door::Token(client) = part.door {
            return self.by_token(part, client, part.org).await.unwrap();
        }
        let Some(ssin) = &part.ssin else {
            return app.act_as_installation(self.stage.id(part.org)).await.unwrap();
        };
        let visitor = self.visitor(ssin);
        match part.door {
            Door::At(id) => app.act_at(&visitor, id).await,
            Door::Operator => app.act_as_operator(&visitor).await,
            Door::Inspector => app.act_as_inspector(&visitor).await,
            Door::CommandLine | Door::Token(_) => unreachable!("no person comes in there"),
        }
        .unwrap()
    }

    /// The entry of something that one of the cast did, about some people.
    pub fn line(&self, part: &Part, word: &str, people: &[EmployeeId]) -> Line {
        let people = sorted(people.to_vec());
        let software = part.software();
        let system = part.ssin.is_none() && software.is_none();
        let person = part.ssin.as_ref().map(|ssin| ssin.digits().to_owned());
        let channel = match (system, software) {
            (true, _) => "commandLine",
            (false, Some(_)) => "api",
            (false, None) => "web",
        };
        Line {
            trace: if system { "command line".to_owned() } else { self.trace() },
            log: Log::Of(self.stage.id(part.org)),
            actor: person
                .or_else(|| software.map(|client| format!("client:{client}")))
                .unwrap_or_default(),
            role: part.role.to_owned(),
            quality: part.quality.map(str::to_owned),
            organisation: part.organisation.map(|org| self.stage.id(org)),
            mandate: part.mandate,
            channel: channel.to_owned(),
            action: word.to_owned(),
            outcome: "done".to_owned(),
            reason: part.purpose.map(str::to_owned),
            changed: false,
            subjects: i64::try_from(people.len()).unwrap(),
            people,
        }
    }

    /// The entry of something that one of the cast changed.
    pub fn change_line(&self, part: &Part, word: &str, people: &[EmployeeId]) -> Line {
        Line { reason: None, changed: true, ..self.line(part, word, people) }
    }

    /// The entry of something that was refused, or hidden: it names nobody.
    pub fn refusal(&self, part: &Part, word: &str) -> Line {
        Line { outcome: "refused".to_owned(), ..self.line(part, word, &[]) }
    }

    /// What is refused and hidden leaves one entry; tells whether it was.
    pub fn turned_away(&mut self, must: Outcome, part: &Part, word: &str) -> bool {
        let away = matches!(must, Outcome::Forbidden | Outcome::Hidden);
        if away {
            let line = self.refusal(part, word);
            self.expected.push(line);
        }
        away
    }
}
