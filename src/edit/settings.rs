//! Edits of the sections there is one of: floor, site, economy.

use std::sync::Arc;

use super::fields::{EconomyField, Field, FloorField, RoutingField, SiteField};
use super::refusal::Refusal;
use super::{lists, references};
use crate::model::catalog::Catalog;
use crate::model::counts::Count;
use crate::model::plan::{Economy, Obstacle, Plan, Site};
use crate::model::text::quoted;

/// Refuses a list of fields that sets nothing.
pub(super) fn check_some<F: Field>(set: &[F]) -> Result<(), Refusal> {
    if set.is_empty() { Err(Refusal::new("set", "no fields", "1 or more fields with their new values")) } else { Ok(()) }
}

pub(super) fn change_floor(plan: &mut Plan, set: &[FloorField]) -> Result<(), Refusal> {
    check_some(set)?;
    let floor = Arc::make_mut(&mut plan.floor);
    set.iter().for_each(|field| field.put(floor));
    Ok(())
}

pub(super) fn change_routing(plan: &mut Plan, set: &[RoutingField]) -> Result<(), Refusal> {
    check_some(set)?;
    let routing = &mut Arc::make_mut(&mut plan.floor).routing;
    set.iter().for_each(|field| field.put(routing));
    Ok(())
}

pub(super) fn add_obstacle(plan: &mut Plan, obstacle: &Obstacle, index: Option<Count>) -> Result<(), Refusal> {
    lists::insert(&mut Arc::make_mut(&mut plan.floor).obstacles, index, obstacle.clone())
}

pub(super) fn replace_obstacle(plan: &mut Plan, index: Count, obstacle: &Obstacle) -> Result<(), Refusal> {
    lists::entry(&mut Arc::make_mut(&mut plan.floor).obstacles, index)?.clone_from(obstacle);
    Ok(())
}

pub(super) fn remove_obstacle(plan: &mut Plan, index: Count) -> Result<(), Refusal> {
    lists::remove(&mut Arc::make_mut(&mut plan.floor).obstacles, index).map(|_| ())
}

pub(super) fn replace_site(plan: &mut Plan, catalog: &Catalog, site: &Arc<Site>) -> Result<(), Refusal> {
    put_site(plan, catalog, Arc::clone(site)).map_err(|refusal| refusal.within("site"))
}

pub(super) fn change_site(plan: &mut Plan, catalog: &Catalog, set: &[SiteField]) -> Result<(), Refusal> {
    check_some(set)?;
    let mut site = plan.site.as_ref().clone();
    set.iter().for_each(|field| field.put(&mut site));
    put_site(plan, catalog, Arc::new(site)).map_err(|refusal| refusal.within("set"))
}

fn put_site(plan: &mut Plan, catalog: &Catalog, site: Arc<Site>) -> Result<(), Refusal> {
    references::check_parts(plan, catalog, &references::of_site(&plan.site), &references::of_site(&site))?;
    let mut gateways = plan.tiers.iter().flat_map(|tier| tier.gateways.iter().map(move |gateway| (tier, &gateway.hall)));
    let lost = gateways.find(|(_, hall)| references::has_hall(&plan.site, hall) && !references::has_hall(&site, hall));
    if let Some((tier, hall)) = lost {
        let allowed = format!("halls with {}", quoted(hall.as_str()));
        let advice = format!("Remove the gateway of tier {} first.", quoted(tier.id.as_str()));
        return Err(Refusal::new("halls", "no hall a gateway needs", allowed).advise(advice));
    }
    plan.site = site;
    references::check_faults(plan)
}

pub(super) fn replace_economy(plan: &mut Plan, catalog: &Catalog, economy: &Arc<Economy>) -> Result<(), Refusal> {
    put_economy(plan, catalog, Arc::clone(economy)).map_err(|refusal| refusal.within("economy"))
}

pub(super) fn change_economy(plan: &mut Plan, catalog: &Catalog, set: &[EconomyField]) -> Result<(), Refusal> {
    check_some(set)?;
    let mut economy = plan.economy.as_ref().clone();
    set.iter().for_each(|field| field.put(&mut economy));
    put_economy(plan, catalog, Arc::new(economy)).map_err(|refusal| refusal.within("set"))
}

fn put_economy(plan: &mut Plan, catalog: &Catalog, economy: Arc<Economy>) -> Result<(), Refusal> {
    references::check_parts(plan, catalog, &references::of_economy(&plan.economy), &references::of_economy(&economy))?;
    plan.economy = economy;
    Ok(())
}
