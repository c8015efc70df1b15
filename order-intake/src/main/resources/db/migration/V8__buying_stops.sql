create table buying_stop (
    scope text primary key,
    reason text not null,
    stopped_by text not null,
    stopped_at timestamptz not null,
    by_setting boolean not null default false,
    lifted_by text,
    lifted_at timestamptz
);

comment on table buying_stop is 'Where buying is or was stopped. Read by every claim: while a row is in force, no order of its panels is claimed.';
comment on column buying_stop.scope is 'A panel''s name, or * for every panel.';
comment on column buying_stop.reason is 'In an operator''s words. Shops do not see it.';
comment on column buying_stop.by_setting is 'Whether ordertrail.intake.stop names the scope, as the last start read it: a start stops only what the setting did not name before, so that it does not undo an operator''s decision to go on.';
comment on column buying_stop.lifted_at is 'Since when buying goes on; null while the stop is in force.';
