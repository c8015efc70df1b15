alter table orders
    add column cancel_attempts int not null default 0,
    add column cancel_due_at timestamptz,
    add column cancel_asked_at timestamptz,
    add column cancel_message text,
    add column cancel_given_up_at timestamptz;

comment on column orders.cancel is 'WANTED, ASKED, REFUSED or null: where the shop''s request to cancel stands. WANTED before the order is bought: it is withdrawn as soon as it is proven not bought.';
comment on column orders.cancel_attempts is 'Calls without a definite answer, the one under way included.';
comment on column orders.cancel_due_at is 'The panel is not asked before; moved past the call by whoever asks, so that two replicas do not ask at once.';
comment on column orders.cancel_asked_at is 'When the last call was claimed: its result is written only while this is unchanged.';
comment on column orders.cancel_message is 'The panel''s last words about the cancel.';
comment on column orders.cancel_given_up_at is 'Since when an operator is needed: the panel was asked often enough and never gave a definite answer.';

drop index orders_cancel_wanted;
create index orders_cancel_wanted on orders (panel, cancel_due_at) where cancel = 'WANTED';
comment on index orders_cancel_wanted is 'For the claim of cancels that are due.';
create index orders_cancel_given_up on orders (panel) where cancel_given_up_at is not null;
comment on index orders_cancel_given_up is 'For the gauge of cancels that need an operator.';

create table early_request (
    source text not null,
    reference text not null,
    kind text not null,
    topic text not null,
    record_partition int not null,
    record_offset bigint not null,
    record_key bytea,
    headers text not null,
    value bytea,
    received_at timestamptz not null,
    kept_until timestamptz not null,
    expiry_claimed_until timestamptz,
    primary key (source, reference, kind)
);

comment on table early_request is 'Cancel and refill requests that came before their order, as they came.';
comment on column early_request.kind is 'CANCEL or REFILL.';
comment on column early_request.record_key is 'As bytes: any key is allowed, also one that is no text for the database.';
comment on column early_request.kept_until is 'If the order has not come by then, the record becomes a dead letter.';
comment on column early_request.expiry_claimed_until is 'Until then one replica publishes the dead letter.';

create index early_request_kept_until on early_request (kept_until);

alter table orders add column waiting_since timestamptz;
comment on column orders.waiting_since is 'When an operator had it submitted again: the limit of waiting counts from then, not from received_at.';
create index orders_waiting_since on orders ((coalesce(waiting_since, received_at))) where state in ('RECEIVED', 'WAITING');
comment on index orders_waiting_since is 'For orders that have waited too long: without it, each search reads the table as soon as many wait.';

-- A link may be longer than what an index row takes.
drop index orders_waiting_for_link;
create index orders_waiting_for_link on orders (panel, md5(link)) where state = 'WAITING' and wait_reason = 'ACTIVE_LINK';

alter table late_answer
    add column settled_at timestamptz,
    add column settled_by text;
comment on column late_answer.settled_at is 'When an operator had compared the two orders at the panel; null while it is open.';
create index late_answer_open on late_answer (id) where settled_at is null;
