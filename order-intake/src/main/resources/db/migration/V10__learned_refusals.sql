alter table doubt add column refusal_text text;
alter table doubt add column refusal_fingerprint text;

comment on column doubt.refusal_text is 'What the panel answered, where it is an error that no rule knows.';
comment on column doubt.refusal_fingerprint is 'The same without what differs from order to order.';

create table learned_refusal (
    id bigint generated always as identity primary key,
    panel text not null,
    fingerprint text not null,
    text text not null,
    proofs int not null,
    first_order bigint not null,
    last_order bigint not null,
    proven_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by text,
    unique (panel, fingerprint)
);

comment on table learned_refusal is 'Error texts that no rule knows, after each of which it was proven that the panel had not taken the order.';
comment on column learned_refusal.proofs is 'After two the text is a refusal at that panel.';
comment on column learned_refusal.first_order is 'The order of the first proof; its doubt has the evidence.';
comment on column learned_refusal.revoked_at is 'Since then the text proves nothing, and is never learned again.';
