PRAGMA max_page_count = 120;
PRAGMA user_version = 3;
