package simple

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// dateFormat writes times by a pattern of java.text.SimpleDateFormat (English names).
type dateFormat struct{ fields []dateField }

// dateField is a run of one letter, or literal text.
type dateField struct {
	letter byte
	width  int
	text   string
}

func newDateFormat(pattern string) (*dateFormat, error) {
	f := &dateFormat{}
	for i := 0; i < len(pattern); {
		c := pattern[i]
		switch {
		case c == '\'':
			end := strings.IndexByte(pattern[i+1:], '\'')
			if end < 0 {
				return nil, fmt.Errorf("date pattern %q has an open quote", pattern)
			}
			text := pattern[i+1 : i+1+end]
			if text == "" {
				text = "'"
			}
			f.fields = append(f.fields, dateField{text: text})
			i += end + 2
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			n := 1
			for i+n < len(pattern) && pattern[i+n] == c {
				n++
			}
			if !strings.ContainsRune("GyYMLwWDdFEuaHkKhmsSzZX", rune(c)) {
				return nil, fmt.Errorf("date pattern %q: illegal letter %q", pattern, c)
			}
			f.fields = append(f.fields, dateField{letter: c, width: n})
			i += n
		default:
			f.fields = append(f.fields, dateField{text: string(c)})
			i++
		}
	}
	return f, nil
}

func (f *dateFormat) format(t time.Time) string {
	var b strings.Builder
	for _, field := range f.fields {
		if field.letter == 0 {
			b.WriteString(field.text)
		} else {
			b.WriteString(field.format(t))
		}
	}
	return b.String()
}

func (f dateField) format(t time.Time) string {
	padded := func(n int) string { return fmt.Sprintf("%0*d", f.width, n) }
	year, week := weekOf(t)
	switch f.letter {
	case 'G':
		return "AD"
	case 'y', 'Y':
		if f.letter == 'y' {
			year = t.Year()
		}
		if f.width == 2 {
			return fmt.Sprintf("%02d", year%100)
		}
		return padded(year)
	case 'M', 'L':
		switch {
		case f.width >= 4:
			return t.Month().String()
		case f.width == 3:
			return t.Month().String()[:3]
		}
		return padded(int(t.Month()))
	case 'w':
		return padded(week)
	case 'W':
		return padded((t.Day()+int(t.AddDate(0, 0, 1-t.Day()).Weekday())-1)/7 + 1)
	case 'D':
		return padded(t.YearDay())
	case 'd':
		return padded(t.Day())
	case 'F':
		return padded((t.Day()-1)/7 + 1)
	case 'E':
		if f.width >= 4 {
			return t.Weekday().String()
		}
		return t.Weekday().String()[:3]
	case 'u':
		return padded((int(t.Weekday())+6)%7 + 1)
	case 'a':
		return t.Format("PM")
	case 'H':
		return padded(t.Hour())
	case 'k':
		return padded((t.Hour()+23)%24 + 1)
	case 'K':
		return padded(t.Hour() % 12)
	case 'h':
		return padded((t.Hour()+11)%12 + 1)
	case 'm':
		return padded(t.Minute())
	case 's':
		return padded(t.Second())
	case 'S':
		return padded(t.Nanosecond() / 1e6)
	}
	return f.zone(t)
}

// weekOf is the week of the American calendar, weeks beginning on Sunday and the first holding January 1st, as
// Java's default locale has it.
func weekOf(t time.Time) (year, week int) {
	sunday := t.AddDate(0, 0, -int(t.Weekday()))
	saturday := sunday.AddDate(0, 0, 6)
	year = saturday.Year()
	first := time.Date(year, 1, 1, 12, 0, 0, 0, t.Location())
	first = first.AddDate(0, 0, -int(first.Weekday()))
	begin := time.Date(sunday.Year(), sunday.Month(), sunday.Day(), 12, 0, 0, 0, t.Location())
	return year, int(begin.Sub(first).Hours()+12)/(24*7) + 1
}

func (f dateField) zone(t time.Time) string {
	name, seconds := t.Zone()
	switch f.letter {
	case 'z':
		if name == "" || name[0] == '+' || name[0] == '-' {
			name = "GMT" + t.Format("-07:00")
		}
		return name
	case 'Z':
		return t.Format("-0700")
	}
	if seconds == 0 {
		return "Z"
	}
	switch f.width {
	case 1:
		return t.Format("-07")
	case 2:
		return t.Format("-0700")
	case 3:
		return t.Format("-07:00")
	}
	return strconv.Itoa(seconds)
}
