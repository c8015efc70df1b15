create table watched_order (
    order_id bigint not null,
    child integer not null default 0,
    topic_partition smallint not null,
    panel text not null,
    panel_order_id text not null,
    kind text not null,
    order_ref text not null,
    service text not null,
    quantity bigint,
    run_quantity bigint,
    accepted_at timestamptz not null,
    warranty_days integer not null,
    revision bigint not null default 0,
    version integer not null default 0,
    status text,
    panel_status text,
    start_count bigint,
    remains bigint,
    charge numeric,
    currency text,
    leftover numeric,
    fingerprint bigint not null default 0,
    started_at timestamptz,
    changed_at timestamptz not null,
    progress_published_at timestamptz,
    denied_since timestamptz,
    denied_published boolean not null default false,
    stuck_published boolean not null default false,
    ticket text not null default 'NONE',
    watch_until timestamptz,
    primary key (order_id, child),
    unique (order_id, panel_order_id)
)
-- Rows are updated in place all their lives: room on the page keeps the index out of it.
with (fillfactor = 80);

-- Loading when a partition is assigned. No column in it ever changes, so that updates stay on their page.
create index watched_order_by_partition on watched_order (topic_partition);

comment on table watched_order is 'Bought orders and the children of drip-feeds, as they were published last. Written only when something is published or noted.';
comment on column watched_order.child is '0 for the order, 1, 2, … for its children in the order that they were found.';
comment on column watched_order.topic_partition is 'The partition of orders.submissions that the order came on: who is assigned it owns the order.';
comment on column watched_order.order_ref is 'What every event says of the order, as JSON.';
comment on column watched_order.run_quantity is 'Of each child; the same as quantity where there are no runs.';
comment on column watched_order.revision is 'Of the order''s last event on orders.status; counts in the row of the order, not of its children.';
comment on column watched_order.version is 'Counts the writes of the row. An answer to a question asked of an earlier version is dropped.';
comment on column watched_order.fingerprint is 'Of the answer that was published last; an answer with the same one changes nothing.';
comment on column watched_order.leftover is 'The remainder of the charge in all that was published last; null if none was.';
comment on column watched_order.ticket is 'NONE, ASKED or PUBLISHED. Never asked again once it is ASKED, since createTicket is not idempotent.';
comment on column watched_order.watch_until is 'The end of the warranty; null while the order is not over.';
