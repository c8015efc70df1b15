create table api_key (
    id text primary key,
    hash bytea not null unique,
    role text not null,
    source text,
    description text not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);

comment on table api_key is 'Who may call the REST API; the keys themselves are nowhere.';
comment on column api_key.hash is 'SHA-256 of the key, which has 256 random bits of its own: no salt or stretching makes it harder to guess.';
comment on column api_key.source is 'The shop, for the role SHOP.';

create table dead_letter (
    id bigint generated always as identity primary key,
    origin text not null unique,
    consumer text not null,
    topic text not null,
    key text,
    headers text not null,
    value bytea,
    reason text not null,
    kept_at timestamptz not null,
    decision text,
    decided_by text,
    decided_at timestamptz
);

comment on table dead_letter is 'Records that a service could not process, as they came.';
comment on column dead_letter.origin is 'Topic, partition and offset of the dead-letter record: read twice, kept once.';
comment on column dead_letter.decision is 'REPLAYED or DISCARDED; null while it is open.';

create index dead_letter_open on dead_letter (id) where decision is null;

create table order_event (
    order_id bigint not null,
    event_id text not null,
    topic text not null,
    type text not null,
    revision bigint not null,
    observed_at timestamptz not null,
    data text not null,
    primary key (order_id, event_id)
);

comment on table order_event is 'Every event of every order, as the topics have it: an order''s history.';
