-- On every server. Names are compared byte by byte, so that each server orders them alike and ranges can be merged.
create database if not exists unicode;
create table if not exists unicode.characters (
    code_point int unsigned not null primary key,
    name varchar(100) character set ascii collate ascii_bin not null,
    script varchar(40) character set ascii collate ascii_bin not null,
    views bigint unsigned not null default 0,
    key by_name (name),
    key by_views (views)
) engine = innodb;
