create table api_key (
    id          text primary key,
    hash        bytea       not null unique,
    shop        text,
    description text        not null,
    created_at  timestamptz not null,
    revoked_at  timestamptz
);
comment on table api_key is 'Keys of the API as SHA-256 of the key, never the key itself.';
comment on column api_key.shop is 'Whose it is; null for an operator.';

create table subscription (
    id              text primary key,
    shop            text,
    channel         text        not null check (channel in ('webhook', 'email')),
    kind            text        not null check (kind in ('endpoint', 'order-contact')),
    target          text        not null,
    description     text        not null,
    types           text[]      not null,
    panels          text[]      not null,
    services        text[]      not null,
    tags            text[]      not null,
    ordered         boolean     not null,
    scheme          text        not null check (scheme in ('v1', 'v1a')),
    rate_per_second integer,
    digest_seconds  integer,
    language        text        not null,
    owner_email     text,
    disabled_reason text,
    disabled_at     timestamptz,
    failing_since   timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    check ((disabled_reason is null) = (disabled_at is null))
);
comment on table subscription is 'Who gets which events, where and how.';
comment on column subscription.shop is 'Whose it is; null for the operators.';
comment on column subscription.kind is 'order-contact: made by us, one a shop and channel; the target is in each delivery.';
create index subscription_of_shop on subscription (shop, id);
comment on index subscription_of_shop is 'A shop lists its own, page by page.';
create unique index subscription_order_contact on subscription (shop, channel) nulls not distinct
    where kind = 'order-contact';
comment on index subscription_order_contact is 'Two replicas that meet the first such order make one subscription.';

create table subscription_revision (
    single   boolean primary key default true check (single),
    revision bigint  not null
);
insert into subscription_revision (revision) values (1);
comment on table subscription_revision is
    'One row, counted up in every transaction that changes a subscription, so that a replica knows whether what it has in memory holds.';

create table signing_key (
    id              bigint generated always as identity primary key,
    subscription_id text        not null references subscription on delete cascade,
    encryption_key  text        not null,
    sealed          bytea       not null,
    created_at      timestamptz not null,
    expires_at      timestamptz
);
comment on table signing_key is 'What webhooks are signed with, sealed with AES-GCM under the named key of the environment.';
comment on column signing_key.expires_at is 'Null for the newest; after a rotation the older one signs until then.';
create index signing_key_of_subscription on signing_key (subscription_id);

create table suppressed_address (
    address    text        not null,
    shop       text,
    reason     text        not null,
    created_at timestamptz not null,
    unique nulls not distinct (address, shop)
);
comment on table suppressed_address is
    'Addresses that orders brought and that get no more mails: unsubscribed, or their mail server refused them.';

create table message (
    id               text primary key,
    type             text        not null,
    status           text,
    shop             text,
    panel            text,
    service          text,
    tags             text[]      not null,
    order_id         bigint,
    subscription_id  text,
    occurred_at      timestamptz not null,
    created_at       timestamptz not null,
    body             text        not null,
    contact_email    text,
    contact_callback text,
    contact_language text,
    traceparent      text
);
comment on table message is
    'An event as it is sent. The id is made from the event''s source and id, so this is also what a repeat is known by.';
comment on column message.body is 'Sent as it stands here, byte for byte, at every attempt.';
create index message_by_age on message (created_at);
comment on index message_by_age is 'For replays since a time, and for retention.';

create table delivery (
    id              bigint generated always as identity primary key,
    subscription_id text        not null,
    message_id      text        not null,
    target          text,
    state           text        not null check (state in ('waiting', 'sending', 'delivered', 'dead')),
    due_at          timestamptz not null,
    fence           integer     not null default 0,
    attempts        integer     not null default 0,
    order_id        bigint,
    last_code       integer,
    last_answer     text,
    created_at      timestamptz not null,
    ended_at        timestamptz,
    unique nulls not distinct (message_id, subscription_id, target)
);
comment on table delivery is
    'One message to one subscription. No foreign keys: this is the hot table, and a locked subscription must not hold it up.';
comment on column delivery.target is 'Where it goes if that is not the subscription''s own target.';
comment on column delivery.due_at is 'When the next attempt is due; while it is being sent, when the lease ends.';
comment on column delivery.fence is 'Counts the claims; what a replica writes holds only under its own claim.';
comment on column delivery.order_id is 'Set where the subscription asked for the order''s events in their order.';
create index delivery_open on delivery (subscription_id, due_at) where state in ('waiting', 'sending');
comment on index delivery_open is 'Claims: the due ones of one endpoint, without touching those of others.';
create index delivery_open_of_order on delivery (subscription_id, order_id, id)
    where order_id is not null and state in ('waiting', 'sending');
comment on index delivery_open_of_order is 'Whether an earlier one of the same order is still open.';
create index delivery_of_subscription on delivery (subscription_id, id);
comment on index delivery_of_subscription is 'Lists, and replays of what failed since a time.';
create index delivery_ended on delivery (ended_at) where ended_at is not null;
comment on index delivery_ended is 'Retention.';

create table attempt (
    delivery_id bigint      not null,
    number      integer     not null,
    started_at  timestamptz not null,
    millis      integer     not null,
    verdict     text        not null,
    code        integer,
    answer      text        not null,
    primary key (delivery_id, number)
);
comment on table attempt is 'What each attempt came to; the answer''s first kilobyte. The number is the claim''s fence.';
