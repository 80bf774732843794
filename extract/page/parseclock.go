package page

// MaxTimeGap is how many tokens may stand between a date and its time of day: ", um" or "| at".
const MaxTimeGap = 4

// readTime reads a time of day and a zone after the date and returns the first token that it did not use.
func (s *stamp) readTime(t []dateToken, from int) int {
	if s.clock { // from 20310304093000 or ctime
		return from
	}
	j := from
	for j < len(t) && j < from+MaxTimeGap && (t[j].is(",|-–—•·@(:") || t[j].filler()) {
		j++
	}
	if j >= len(t) {
		return from
	}
	switch {
	case t[j].digits == 6 && t[j-1].word == "t":
		s.hour, s.minute, s.second = t[j].value/10000, t[j].value/100%100, t[j].value%100
		j++
	case j+2 < len(t) && t[j].digits > 0 && t[j].digits <= 2 && (t[j+1].is(":.") || t[j+1].word == "h") && t[j+2].digits == 2:
		s.hour, s.minute = t[j].value, t[j+2].value
		for j += 3; j+1 < len(t) && t[j].is(":.,") && t[j+1].glued && t[j+1].digits > 0; j += 2 {
			if t[j].sign == ':' {
				s.second = t[j+1].value
			}
		}
	default:
		return from
	}
	if s.hour > 23 || s.minute > 59 || s.second > 60 {
		s.hour, s.minute, s.second = 0, 0, 0
		return from
	}
	s.clock = true
	j = s.readHalf(t, j)
	return s.readZone(t, j)
}

// readHalf reads am, pm, a.m. and p.m.
func (s *stamp) readHalf(t []dateToken, j int) int {
	if j >= len(t) {
		return j
	}
	half, next := t[j].word, j+1
	if (half == "a" || half == "p") && j+2 < len(t) && t[j+1].is(".") && t[j+2].word == "m" {
		half, next = half+"m", j+3
	}
	switch {
	case half == "pm" && s.hour < 12:
		s.hour += 12
	case half == "am" && s.hour == 12:
		s.hour = 0
	case half != "am" && half != "pm":
		return j
	}
	if next < len(t) && t[next].is(".") {
		next++
	}
	return next
}

// readZone reads Z, EST, +0100, +01:00, GMT+1 and (UTC).
func (s *stamp) readZone(t []dateToken, j int) int {
	k := j
	for k < len(t) && (t[k].is("(") || t[k].word == "uhr" || t[k].word == "h") {
		k++
	}
	if k >= len(t) {
		return j
	}
	if t[k].word != "" {
		offset, known := words().zone[t[k].word]
		if !known {
			return j
		}
		s.setZone(offset)
		k, j = k+1, k+1
		if offset != 0 {
			return j
		}
	}
	if k+1 >= len(t) || !t[k].is("+-−") || !t[k+1].glued || t[k+1].digits == 0 || t[k+1].digits == 3 || t[k+1].digits > 4 {
		return j
	}
	seconds, next := t[k+1].value*3600, k+2
	switch {
	case t[k+1].digits == 4:
		seconds = t[k+1].value/100*3600 + t[k+1].value%100*60
	case k+3 < len(t) && t[k+2].is(":") && t[k+3].digits == 2:
		seconds, next = seconds+t[k+3].value*60, k+4
	}
	const farthest = 14 * 3600 // Kiribati
	if seconds > farthest {
		return j
	}
	if t[k].sign != '+' {
		seconds = -seconds
	}
	s.setZone(seconds)
	return next
}

func (s *stamp) setZone(seconds int) {
	s.zone, s.offset = utcZone, seconds
	if seconds != 0 {
		s.zone = localZone
	}
}
