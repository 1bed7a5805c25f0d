//! What things are called, how a unit is spelled and what somebody accepted change no number.

use std::sync::Arc;

use rackwright::edit::{Edit, apply};
use rackwright::model::plan::{Plan, Waiver};
use rackwright::model::rack_type::RackType;
use rackwright::model::racks::{Rack, RackId, Racks};
use rackwright::model::text::{Id, Name, Text};
use rackwright::model::tier::Tier;
use rackwright::solve::Report;
use rackwright::solve::readings::readings;
use rackwright::solve::rules::Finding;

use crate::check::{catalog, each_plan, near, parsed, solved};
use crate::plans::{self, SMALL};
use crate::random::Random;

const PLANS: usize = 150;

fn renamed(id: &Id) -> Id {
    Id::new(&format!("other-{id}")).expect("an id")
}

/// Every id and name of the plan's own is another one, in the same order.
fn relabelled(plan: &Plan) -> Plan {
    let rack = |rack: &Rack| Rack {
        id: RackId::new(7 * rack.id.get() + 3).expect("small"),
        name: Name::new(&format!("X{}", rack.id)).expect("a name"),
        kind: renamed(&rack.kind),
        facility: Some(Name::new("F").expect("a name")),
        ..rack.clone()
    };
    let rack_type = |kind: &RackType| {
        let mut kind = RackType { id: renamed(&kind.id), name: Name::new("N").expect("a name"), ..kind.clone() };
        kind.blades.iter_mut().filter_map(|blade| blade.serves.as_mut()).for_each(|serves| serves.tier = renamed(&serves.tier));
        kind
    };
    let tier = |tier: &Tier| Tier { id: renamed(&tier.id), name: Name::new("N").expect("a name"), ..tier.clone() };
    Plan {
        title: Text::new("another").expect("a text"),
        racks: Racks::new(plan.racks.iter().map(rack).collect()).expect("ids are unique"),
        rack_types: Arc::new(plan.rack_types.iter().map(rack_type).collect()),
        tiers: Arc::new(plan.tiers.iter().map(tier).collect()),
        ..plan.clone()
    }
}

#[test]
fn names_and_ids_change_no_number() {
    each_plan("names_and_ids_change_no_number", SMALL, PLANS, |_, plan| {
        let (before, after) = (solved(plan.clone()), solved(relabelled(&plan)));
        assert_eq!(before.bundles, after.bundles);
        assert_eq!(before.sums, after.sums);
        assert_eq!(before.totals(), after.totals());
    });
}

/// What a report says, in an order of its own.
fn sorted(report: &Report) -> Vec<(String, [f64; 4])> {
    let all = readings(report, &report.totals()).into_iter().map(|reading| {
        let figure = reading.figure;
        let what = format!("{} {} {}", reading.section, reading.subject, reading.quantity);
        (what, [figure.low, figure.likely, figure.high, figure.guessed])
    });
    let mut all: Vec<(String, [f64; 4])> = all.collect();
    all.sort_by(|a, b| a.0.cmp(&b.0).then(a.1[1].total_cmp(&b.1[1])));
    all
}

/// The order in which rack types and tiers stand in the file is a matter of taste: sums of whole numbers are equal, those of money nearly.
#[test]
fn the_order_of_types_and_tiers_changes_no_number() {
    each_plan("the_order_of_types_and_tiers_changes_no_number", SMALL, PLANS, |_, plan| {
        let mut turned = plan.clone();
        Arc::make_mut(&mut turned.rack_types).reverse();
        Arc::make_mut(&mut turned.tiers).reverse();
        let (before, after) = (solved(plan), solved(turned));
        let links = |report: &Report| report.bundles.iter().map(|bundle| bundle.links).sum::<u64>();
        assert_eq!(links(&before), links(&after));
        let (before, after) = (sorted(&before), sorted(&after));
        assert_eq!(before.len(), after.len());
        for (a, b) in before.iter().zip(&after) {
            assert_eq!(a.0, b.0);
            a.1.iter().zip(b.1).for_each(|(x, y)| near(&a.0, *x, y));
        }
    });
}

/// The same quantities in other units: what is written `66 kW` is written `66e3 W`.
fn respelled(text: &str) -> String {
    const UNITS: [(&str, &str); 7] = [
        (" kW\"", "e3 W\""),
        (" m\"", "e3 mm\""),
        (" km\"", "e5 cm\""),
        (" Tb/s\"", "e3 Gb/s\""),
        (" Gb/s\"", "e-3 Tb/s\""),
        (" mm\"", "e-1 cm\""),
        (" W\"", "e-6 MW\""),
    ];
    let mut out = String::new();
    let mut rest = text;
    while let Some((at, (from, to))) = UNITS.iter().filter_map(|unit| Some((rest.find(unit.0)?, unit))).min_by_key(|(at, _)| *at) {
        out += &rest[..at];
        out += to;
        rest = &rest[at + from.len()..];
    }
    out + rest
}

#[test]
fn the_spelling_of_units_changes_nothing() {
    let mut random = Random::seeded("the_spelling_of_units_changes_nothing");
    for _ in 0..PLANS {
        let text = plans::plan(&mut random, SMALL);
        let other = respelled(&text);
        assert!(other.matches("e3 ").count() > 5, "{other}");
        let (before, after) = (parsed(&text), parsed(&other));
        assert_eq!(
            (&before.floor, &before.site, &before.rack_types, &before.tiers),
            (&after.floor, &after.site, &after.rack_types, &after.tiers)
        );
        assert_eq!(solved(before).totals(), solved(after).totals());
    }
}

#[test]
fn what_is_accepted_changes_no_number() {
    let mut waived = 0;
    each_plan("what_is_accepted_changes_no_number", SMALL, PLANS, |random, plan| {
        let before = solved(plan);
        let found = before.findings(10);
        if found.is_empty() {
            return;
        }
        let finding = &found[random.below(found.len())];
        let waiver = Waiver {
            rule: Id::new(finding.rule).expect("an id"),
            subjects: finding.subjects.clone(),
            comment: Text::new("known").expect("a text"),
        };
        let edit = Edit::AddWaiver { waiver };
        let Ok(plan) = apply(&before.input.plan, &catalog(), &edit) else { return };
        let after = solved(plan);
        assert_eq!(before.totals(), after.totals());
        assert!(before.bundles == after.bundles && before.sums == after.sums);
        let again = after.findings(usize::MAX);
        // The same words may be said of two tiers.
        let same = |other: &&Finding| other.rule == finding.rule && other.subjects == finding.subjects && other.message == finding.message;
        let mine = again.iter().find(same).expect("it is still told");
        assert!(mine.waived.is_some(), "{mine:?}");
        // It is told apart, and nothing else is.
        assert_eq!(again.len(), before.findings(usize::MAX).len());
        let open = |report: &Report| report.counts().errors + report.counts().warnings + report.counts().notes;
        assert!(open(&after) < open(&before));
        waived += 1;
    });
    assert!(waived > PLANS / 2, "{waived}");
}
