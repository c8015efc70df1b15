create table service (
    panel text not null,
    id text not null,
    name text not null,
    type text not null,
    category text not null,
    rate numeric not null,
    currency text not null,
    minimum bigint not null,
    maximum bigint not null,
    drip_feed boolean not null,
    refill boolean not null,
    cancel boolean not null,
    gone_at timestamptz,
    primary key (panel, id)
);

comment on table service is 'What each panel sells, as its last good list said.';
comment on column service.gone_at is 'Since when it is missing from the list; kept, since orders of it go on.';

create table panel_state (
    panel text primary key,
    catalogue_at timestamptz,
    catalogue_tried_at timestamptz,
    balance numeric,
    currency text,
    balance_at timestamptz,
    balance_low boolean not null default false,
    down_since timestamptz
);

comment on table panel_state is 'What is known of each panel, for all replicas.';
comment on column panel_state.catalogue_tried_at is 'Claims the next look at the list, so that replicas together ask no more often than one.';
