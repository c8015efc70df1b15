create table call_budget (
    panel text primary key,
    saved double precision not null,
    as_of timestamptz not null
);

comment on table call_budget is 'What each panel lets us do, held over all replicas.';
comment on column call_budget.saved is 'Calls that could be made at that time.';
