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
    record_key text,
    headers text not null,
    value bytea,
    received_at timestamptz not null,
    kept_until timestamptz not null,
    expiry_claimed_until timestamptz,
    primary key (source, reference, kind)
);

comment on table early_request is 'Cancel and refill requests that came before their order, as they came.';
comment on column early_request.kind is 'CANCEL or REFILL.';
comment on column early_request.kept_until is 'If the order has not come by then, the record becomes a dead letter.';
comment on column early_request.expiry_claimed_until is 'Until then one replica publishes the dead letter.';

create index early_request_kept_until on early_request (kept_until);
