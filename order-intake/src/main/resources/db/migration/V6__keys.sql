alter table api_key
    add column number bigint generated always as identity unique,
    add column revision bigint not null default 1,
    add column expires_at timestamptz,
    add column replaced_by text references api_key (id);

alter table api_key
    add constraint api_key_role check (role in ('OPERATOR', 'READ_ONLY_OPERATOR', 'SHOP')),
    add constraint api_key_shop check ((role = 'SHOP') = (source is not null));

comment on table api_key is 'The API keys of all services, as hashes. Published on operations.keys, from where the other services copy them.';
comment on column api_key.number is 'The order in which keys were made; lists are paged by it.';
comment on column api_key.revision is 'Counts up with each change; a copy ignores records with a lower one.';
comment on column api_key.expires_at is 'After this time the key is refused; null for a key that does not expire.';
comment on column api_key.replaced_by is 'The key that a rotation made in place of this one. A key is rotated once, so rotations do not pile up.';
