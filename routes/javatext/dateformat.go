package javatext

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// DateFormat writes times by a pattern of java.text.SimpleDateFormat, with English names.
type DateFormat struct{ fields []dateField }

// dateField is a run of one letter, or literal text.
type dateField struct {
	letter byte
	width  int
	text   string
}

// NewDateFormat reads a pattern.
func NewDateFormat(pattern string) (*DateFormat, error) {
	f := &DateFormat{}
	for i := 0; i < len(pattern); {
		c := pattern[i]
		if c == '\'' {
			text, n := quotedText(pattern[i:])
			if n == 0 {
				return nil, errors.New("the date pattern has a quote without an end")
			}
			f.fields = append(f.fields, dateField{text: text})
			i += n
			continue
		}
		n := 1
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			for i+n < len(pattern) && pattern[i+n] == c {
				n++
			}
			if !strings.ContainsRune("GyYMLwWDdFEuaHkKhmsSzZX", rune(c)) || c == 'X' && n > 3 {
				return nil, fmt.Errorf("the date pattern has %q, which means nothing", pattern[i:i+n])
			}
			f.fields = append(f.fields, dateField{letter: c, width: min(n, 32)})
		} else {
			f.fields = append(f.fields, dateField{text: pattern[i : i+1]})
		}
		i += n
	}
	return f, nil
}

// quotedText reads the quoted text that s begins with and answers its length with the quotes, 0 where it has no end. Two
// quotes are one.
func quotedText(s string) (text string, n int) {
	if strings.HasPrefix(s, "''") {
		return "'", 2
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != '\'' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 == len(s) || s[i+1] != '\'' {
			return b.String(), i + 1
		}
		b.WriteByte('\'')
		i++
	}
	return "", 0
}

// Format writes t, in the zone that it is in.
func (f *DateFormat) Format(t time.Time) string {
	var b strings.Builder
	for _, field := range f.fields {
		if field.letter == 0 {
			b.WriteString(field.text)
		} else {
			b.WriteString(field.Format(t))
		}
	}
	return b.String()
}

func (f dateField) Format(t time.Time) string {
	switch f.letter {
	case 'G':
		return "AD"
	case 'y':
		return f.year(t.Year())
	case 'Y':
		year, _ := weekOf(t)
		return f.year(year)
	case 'M', 'L':
		if f.width < 3 {
			return f.number(int(t.Month()))
		}
		return f.name(t.Month().String())
	case 'E':
		return f.name(t.Weekday().String())
	case 'a':
		return t.Format("PM")
	case 'z':
		return zoneName(t, f.width)
	case 'Z':
		return t.Format("-0700")
	case 'X':
		return t.Format([]string{"Z07", "Z0700", "Z07:00"}[f.width-1])
	}
	return f.number(f.value(t))
}

// value answers the fields that are numbers.
func (f dateField) value(t time.Time) int {
	switch f.letter {
	case 'w':
		_, week := weekOf(t)
		return week
	case 'W':
		first := t.AddDate(0, 0, 1-t.Day())
		return (t.Day()+int(first.Weekday())-1)/7 + 1
	case 'D':
		return t.YearDay()
	case 'd':
		return t.Day()
	case 'F':
		return (t.Day()-1)/7 + 1
	case 'u':
		return (int(t.Weekday())+6)%7 + 1
	case 'H':
		return t.Hour()
	case 'k':
		return (t.Hour()+23)%24 + 1
	case 'K':
		return t.Hour() % 12
	case 'h':
		return (t.Hour()+11)%12 + 1
	case 'm':
		return t.Minute()
	case 's':
		return t.Second()
	}
	return t.Nanosecond() / 1e6 // S
}

func (f dateField) year(year int) string {
	if f.width == 2 {
		return fmt.Sprintf("%02d", year%100)
	}
	return f.number(year)
}

func (f dateField) number(n int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(f.width-len(s), 0)) + s
}

func (f dateField) name(full string) string {
	if f.width < 4 {
		return full[:3]
	}
	return full
}

// weekOf is the week and its year in the American calendar, which is the default of Java's: weeks begin on Sunday, the
// first holds January 1st.
func weekOf(t time.Time) (year, week int) {
	noon := time.Date(t.Year(), t.Month(), t.Day(), 12, 0, 0, 0, time.UTC)
	sunday := noon.AddDate(0, 0, -int(noon.Weekday()))
	year = sunday.AddDate(0, 0, 6).Year()
	first := time.Date(year, 1, 1, 12, 0, 0, 0, time.UTC)
	first = first.AddDate(0, 0, -int(first.Weekday()))
	return year, int(sunday.Sub(first).Hours())/(24*7) + 1
}
