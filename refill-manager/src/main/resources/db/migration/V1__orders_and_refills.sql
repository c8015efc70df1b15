create table watched_order (
    order_id bigint primary key,
    source text not null,
    reference text not null,
    panel text not null,
    panel_order_id text,
    ref text not null,
    service_name text,
    refillable boolean,
    link text,
    quantity bigint,
    bought_at timestamptz,
    status text,
    start_count bigint,
    remains bigint,
    settled_remains bigint,
    finished_at timestamptz,
    status_revision bigint not null default 0,
    low_in_a_row int not null default 0,
    measured_at timestamptz,
    dropped_since timestamptz,
    last_refusal text,
    asked_at timestamptz,
    look_at timestamptz,
    submission_revision bigint not null default 0,
    refill_revision bigint not null default 0
);

comment on table watched_order is 'Bought orders as far as refills are concerned. Its row lock orders everything about an order.';
comment on column watched_order.ref is 'OrderRef as JSON, for our events.';
comment on column watched_order.bought_at is 'Null until order-intake has published the purchase: a status may come first, from another topic.';
comment on column watched_order.settled_remains is 'What remained when it was finished; a rise above it is a drop.';
comment on column watched_order.status_revision is 'Of orders.status, the last one acted upon; an older one changes nothing.';
comment on column watched_order.submission_revision is 'Of orders.submissions, the last one acted upon.';
comment on column watched_order.refill_revision is 'Of orders.refills, the last one published.';
comment on column watched_order.look_at is 'When the schedule asks for a refill without a sign of a drop; null if never again.';

create unique index watched_order_identity on watched_order (source, reference);
comment on index watched_order_identity is 'A measurement names the order by its shop and the shop''s reference.';

create index watched_order_link on watched_order using hash (link);
comment on index watched_order_link is 'Whether a newer order has the same link. Hash, since links may be longer than a page of a B-tree allows.';

create index watched_order_look on watched_order (panel, look_at) where look_at is not null;
comment on index watched_order_look is 'What the schedule looks at next.';

create table refill (
    id bigint generated always as identity primary key,
    order_id bigint not null references watched_order,
    panel text not null,
    state text not null,
    evidence text not null,
    opened_at timestamptz not null,
    due_at timestamptz not null,
    attempts int not null,
    rejections int not null,
    denials int not null,
    requested_at timestamptz,
    panel_refill_id text,
    ticket_id text,
    note text,
    operator_notified boolean not null,
    fence bigint not null,
    ended_at timestamptz,
    constraint refill_state check (state in ('DUE', 'REQUESTING', 'IN_DOUBT', 'RUNNING', 'TICKET_DUE', 'TICKETING',
        'ESCALATED', 'COMPLETED', 'NOT_NEEDED', 'REFUSED', 'CLOSED')),
    constraint refill_open check ((ended_at is null)
        = (state in ('DUE', 'REQUESTING', 'IN_DOUBT', 'RUNNING', 'TICKET_DUE', 'TICKETING', 'ESCALATED')))
);

comment on table refill is 'One row for each drop that is refilled, from its notice to its end.';
comment on column refill.fence is 'Counts up with every claim and every decision of an operator; an answer with an older one comes too late.';
comment on column refill.due_at is 'When something is to be done about it; while REQUESTING or TICKETING the end of the lease.';
comment on column refill.note is 'The last thing to know: a doubt''s evidence, the panel''s word, an operator''s remark.';

create unique index refill_one_open_per_order on refill (order_id) where ended_at is null;
comment on index refill_one_open_per_order is 'Never two refills of an order in flight: held here, whatever the code hopes.';

create index refill_due on refill (panel, due_at) where ended_at is null;
comment on index refill_due is 'What is to be done next at a panel.';

create index refill_of_order on refill (order_id, id);
comment on index refill_of_order is 'An order''s refills.';

create index refill_not_needed on refill (ended_at) where state = 'NOT_NEEDED';
comment on index refill_not_needed is 'What the schedule asked for in vain is deleted after a while.';
