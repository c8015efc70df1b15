-- Keys are order-intake's; this service has a copy of its topic operations.keys in memory.
drop table api_key;
