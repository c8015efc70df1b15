create table outbox (
    id bigint generated always as identity primary key,
    topic text not null,
    key text,
    event_id text not null,
    headers text not null,
    value text not null,
    created_at timestamptz not null default clock_timestamp()
)
-- Every row is deleted seconds after it was inserted: the usual fifth of the table is no measure here.
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

comment on table outbox is 'Events that are committed and not yet published; a row is deleted once Kafka has it.';
comment on column outbox.id is 'Their order. Ascending per order, since its rows are written under its own row''s lock; across orders commits may overtake.';
comment on column outbox.key is 'Of the Kafka record: the order id.';
comment on column outbox.event_id is 'Of the CloudEvent; the same each time that the row is published.';
comment on column outbox.headers is 'Of the Kafka record, as a JSON object.';
comment on column outbox.value is 'Of the Kafka record: JSON, as text, so that it can be read here.';
comment on column outbox.created_at is 'When it was written, by the clock of the database.';

create table outbox_parked (
    id bigint primary key,
    topic text not null,
    key text,
    event_id text not null,
    headers text not null,
    value text not null,
    created_at timestamptz not null,
    reason text not null,
    parked_at timestamptz not null default clock_timestamp()
);

comment on table outbox_parked is 'Events that Kafka refuses whatever is tried, set aside so that the others go on. To try again: insert them into outbox, delete them here.';
comment on column outbox_parked.reason is 'What Kafka said.';
