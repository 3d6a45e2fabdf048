package javatext

import (
	"strconv"
	"strings"
	"time"
)

// Parse reads text by the pattern, in loc unless the text says another zone. Text behind what the pattern covers does not
// count, and numbers beyond their range carry over, as SimpleDateFormat has it.
func (f *DateFormat) Parse(s string, loc *time.Location) (time.Time, bool) {
	t, _, ok := f.parse(s, loc)
	return t, ok
}

// ParseAll is [DateFormat.Parse] for text that must be covered as a whole, in its ranges.
func (f *DateFormat) ParseAll(s string, loc *time.Location) (time.Time, bool) {
	t, rest, ok := f.parse(s, loc)
	return t, ok && rest == "" && strings.EqualFold(f.Format(t), s)
}

// moment collects what the fields of a pattern say.
type moment struct {
	year, month, day, hour, minute, second, nanosecond, dayOfYear int
	pm, twelve                                                    bool
	loc                                                           *time.Location
}

func (f *DateFormat) parse(s string, loc *time.Location) (t time.Time, rest string, ok bool) {
	m := moment{year: 1970, month: 1, day: 1, loc: loc}
	for i, field := range f.fields {
		if field.letter == 0 {
			if s, ok = strings.CutPrefix(s, field.text); !ok {
				return t, s, false
			}
			continue
		}
		adjacent := i+1 < len(f.fields) && f.fields[i+1].letter != 0
		if s, ok = m.read(field, s, adjacent); !ok {
			return t, s, false
		}
	}
	if m.twelve {
		m.hour %= 12
		if m.pm {
			m.hour += 12
		}
	}
	if m.dayOfYear > 0 {
		m.month, m.day = 1, m.dayOfYear
	}
	return time.Date(m.year, time.Month(m.month), m.day, m.hour, m.minute, m.second, m.nanosecond, m.loc), s, true
}

// read takes a field off the text.
func (m *moment) read(field dateField, s string, adjacent bool) (string, bool) {
	switch field.letter {
	case 'G', 'E':
		return m.names(s, field)
	case 'M', 'L':
		if field.width >= 3 {
			return m.names(s, field)
		}
	case 'a':
		m.twelve = true
		if len(s) < 2 || !strings.EqualFold(s[1:2], "M") {
			return s, false
		}
		m.pm = s[0]|0x20 == 'p'
		return s[2:], true
	case 'z', 'Z', 'X':
		return m.zone(s)
	}
	s = strings.TrimLeft(s, " ")
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' && (!adjacent || end < field.width) && end < 10 {
		end++
	}
	n, err := strconv.Atoi(s[:end])
	if err != nil {
		return s, false
	}
	m.set(field, n, end)
	return s[end:], true
}

func (m *moment) set(field dateField, n, digits int) {
	switch field.letter {
	case 'y', 'Y':
		if m.year = n; field.width <= 2 && digits == 2 { // within 80 years before now and 20 after
			now := time.Now().Year()
			m.year = now - now%100 + n
			if m.year > now+20 {
				m.year -= 100
			}
		}
	case 'M', 'L':
		m.month = n
	case 'd':
		m.day = n
	case 'D':
		m.dayOfYear = n
	case 'H':
		m.hour = n
	case 'k':
		m.hour = n % 24
	case 'K', 'h':
		m.hour, m.twelve = n, true
	case 'm':
		m.minute = n
	case 's':
		m.second = n
	case 'S':
		m.nanosecond = n * 1e6
	}
}

// names takes the name of a month or a day of the week.
func (m *moment) names(s string, field dateField) (string, bool) {
	take := func(name string) bool {
		for _, n := range []string{name, name[:min(3, len(name))]} {
			if len(s) >= len(n) && strings.EqualFold(s[:len(n)], n) {
				s = s[len(n):]
				return true
			}
		}
		return false
	}
	switch field.letter {
	case 'E':
		for d := time.Sunday; d <= time.Saturday; d++ {
			if take(d.String()) {
				return s, true
			}
		}
	case 'G':
		return s, take("AD")
	}
	for month := time.January; month <= time.December; month++ {
		if take(month.String()) {
			m.month = int(month)
			return s, true
		}
	}
	return s, false
}

func (m *moment) zone(s string) (string, bool) {
	if rest, ok := strings.CutPrefix(s, "Z"); ok {
		m.loc = time.UTC
		return rest, true
	}
	if s != "" && (s[0] == '+' || s[0] == '-') {
		for _, layout := range []string{"-07:00", "-0700", "-07"} {
			if len(s) >= len(layout) {
				if t, err := time.Parse(layout, s[:len(layout)]); err == nil {
					_, offset := t.Zone()
					m.loc = time.FixedZone("", offset)
					if offset == 0 {
						m.loc = time.UTC
					}
					return s[len(layout):], true
				}
			}
		}
		return s, false
	}
	end := strings.IndexFunc(s, func(r rune) bool { return r == ' ' || r == ',' })
	if end < 0 {
		end = len(s)
	}
	loc, ok := TimeZone(s[:end])
	if ok {
		m.loc = loc
	}
	return s[end:], ok
}
