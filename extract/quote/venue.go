package quote

// venue says where the words were said and which outlet they were said to, when the sentence names it.
func (r *reader) venue(n int, a attribution) (venue, reportedBy string) { return "", "" }
