-- The last balance of which it is certain which orders of ours are in it. The latest balance, which operators see, may have
-- been read while an order was being submitted.
alter table panel_state
    add column witness_balance numeric,
    add column witness_at timestamptz;

comment on column panel_state.witness_balance is 'The last balance that was read while no order was being submitted: what a doubt''s balance is compared with.';
