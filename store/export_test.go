package store

import "database/sql"

// Writer gives tests the writing connection, to look behind the API and to cause trouble.
func (s *Store) Writer() *sql.DB { return s.w }

// Explain gives tests the words for an engine's error.
var Explain = explain
