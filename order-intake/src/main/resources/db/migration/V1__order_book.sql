-- Panel clients expect numbers; a few digits make them recognisable beside panels' own.
create sequence order_id start with 100001 cache 100;

create table orders (
    id bigint primary key,
    source text not null,
    reference text not null,
    panel text not null,
    service text not null,
    link text,
    request text not null,
    state text not null,
    revision bigint not null,
    panel_order_id text,
    due_at timestamptz not null,
    wait_reason text,
    attempts int not null default 0,
    fence bigint not null default 0,
    lease_until timestamptz,
    submitted_at timestamptz,
    accepted_at timestamptz,
    received_at timestamptz not null,
    updated_at timestamptz not null,
    message text,
    panel_status text,
    cancel text,
    trace text,
    charge numeric,
    unique (source, reference),
    unique (panel, panel_order_id)
);

comment on table orders is 'The order book: every order that a shop has asked for, whatever became of it.';
comment on column orders.request is 'What the shop asked, as canonical JSON: the same identity with another text is a conflict.';
comment on column orders.state is 'See OrderState; moves are guarded by the state and the fence in the statement that makes them.';
comment on column orders.revision is 'Of the last event published on orders.submissions.';
comment on column orders.due_at is 'Not claimed before.';
comment on column orders.fence is 'Counts claims: a result is written only by the claim that it belongs to.';
comment on column orders.lease_until is 'When a claim without a result is taken for dead, and the order for in doubt.';
comment on column orders.accepted_at is 'When the panel''s id became known: an id known before a submission began bounds where a lost order can be.';
comment on column orders.charge is 'What it costs by the catalogue: rate x quantity / 1000, in the panel''s currency.';
comment on column orders.panel_status is 'The last status published by status-poller; for orders that wait for another on the same link.';
comment on column orders.cancel is 'ASKED, REFUSED, WANTED or null: the state of a shop''s request to cancel.';

-- Claims take what is due at one panel, oldest first.
create index orders_due on orders (panel, due_at, id) where state in ('RECEIVED', 'WAITING');
comment on index orders_due is 'For the claim of a lane: small, since it holds only what is to be bought.';
create index orders_submitting on orders (panel, lease_until) where state = 'SUBMITTING';
comment on index orders_submitting is 'For leases that ran out, and for the rule of one at a time while in doubt.';
create index orders_waiting_for_link on orders (panel, link) where state = 'WAITING' and wait_reason = 'ACTIVE_LINK';
create index orders_accepted on orders (panel, accepted_at) where state = 'ACCEPTED';
comment on index orders_accepted is 'For the bounds of a range in which a lost order must be.';
create index orders_cancel_wanted on orders (panel, id) where cancel = 'WANTED';

create table doubt (
    order_id bigint primary key references orders (id),
    panel text not null,
    fence bigint not null,
    requested_at timestamptz not null,
    settled_at timestamptz not null,
    evidence text not null,
    needs_person boolean not null default false,
    explanation text,
    searched text,
    candidates text[] not null default '{}',
    searches int not null default 0,
    looked_at timestamptz,
    balance_before numeric,
    balance_before_at timestamptz,
    decision text,
    decided_by text,
    decided_at timestamptz,
    decision_key text unique
);

comment on table doubt is 'Orders that a panel may have taken: the evidence, what the search found, and who decided what.';
comment on column doubt.settled_at is 'Until then the panel may still be about to take it: nothing is concluded before.';
comment on column doubt.balance_before is 'The panel''s balance when it was last asked for before the request: the second witness.';
comment on column doubt.decision is 'ADOPTED, ABSENT, ATTACHED, RESUBMITTED, REJECTED, LATE_ANSWER; null while it is open.';
comment on column doubt.decision_key is 'The operator''s Idempotency-Key: the same decision twice is one.';

create index doubt_open on doubt (panel) where decision is null;

create table late_answer (
    id bigint generated always as identity primary key,
    order_id bigint not null,
    fence bigint not null,
    panel_order_id text not null,
    received_at timestamptz not null,
    note text not null
);

comment on table late_answer is 'Answers to a claim that was no longer the order''s, and that could not be used: an operator must compare.';
