package groovy

import (
	"fmt"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/routes/javatext"
)

// temporal is a value of java.time that has an order.
type temporal interface{ compare(other temporal) int }

// moment is a date, a time or both of java.time.
type moment struct {
	time.Time
	kind momentKind
}

type momentKind uint8

const (
	instant momentKind = iota
	localDate
	localTime
	localDateTime
	zonedDateTime
	offsetDateTime
)

var momentClasses = [...]string{"java.time.Instant", "java.time.LocalDate", "java.time.LocalTime", "java.time.LocalDateTime", "java.time.ZonedDateTime", "java.time.OffsetDateTime"}

func (m moment) JavaClass() string            { return momentClasses[m.kind] }
func (m moment) likeText()                    {}
func (m moment) members() members             { return momentMembers }
func (m moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

func (m moment) compare(other temporal) int {
	o, ok := other.(moment)
	if !ok {
		return 0
	}
	return m.Time.Compare(o.Time)
}

func (m moment) String() string {
	switch m.kind {
	case instant:
		return fraction(m.UTC(), "2006-01-02T15:04:05", true) + "Z"
	case localDate:
		return m.Format("2006-01-02")
	case localTime:
		return fraction(m.Time, "15:04:05", false)
	case localDateTime:
		return fraction(m.Time, "2006-01-02T15:04:05", false)
	}
	offset := m.Format("Z07:00")
	s := fraction(m.Time, "2006-01-02T15:04:05", false) + offset
	if name := m.Location().String(); m.kind == zonedDateTime && strings.Contains(name, "/") || m.kind == zonedDateTime && name == "UTC" {
		s += "[" + name + "]"
	}
	return s
}

// fraction writes a time with its fraction of a second in groups of three digits, and without seconds where there are none.
func fraction(t time.Time, layout string, seconds bool) string {
	n := t.Nanosecond()
	switch {
	case n == 0 && t.Second() == 0 && !seconds:
		return t.Format(strings.TrimSuffix(layout, ":05"))
	case n == 0:
		return t.Format(layout)
	case n%1e6 == 0:
		return t.Format(layout) + fmt.Sprintf(".%03d", n/1e6)
	case n%1e3 == 0:
		return t.Format(layout) + fmt.Sprintf(".%06d", n/1e3)
	}
	return t.Format(layout) + fmt.Sprintf(".%09d", n)
}

// as cuts a moment to what a class holds: a LocalDate has no time, a LocalDateTime no zone.
func (m moment) as(kind momentKind) moment {
	t := m.Time
	switch kind {
	case localDate:
		t = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	case localTime:
		t = time.Date(1970, 1, 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
	case localDateTime:
		t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
	case instant:
		t = t.UTC()
	}
	return moment{t, kind}
}

// in is the same wall clock in a zone.
func (m moment) in(loc *time.Location) time.Time {
	t := m.Time
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), loc)
}

// plusMonths adds months; the day is cut to the last of the month.
func plusMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

func (m moment) add(n int, unit string) moment {
	n = max(min(n, 1_000_000_000), -1_000_000_000)
	t := m.Time
	switch unit {
	case "YEARS":
		t = plusMonths(t, 12*min(max(n, -200_000), 200_000))
	case "MONTHS":
		t = plusMonths(t, min(max(n, -200_000), 200_000))
	case "WEEKS":
		t = t.AddDate(0, 0, 7*min(max(n, -10_000_000), 10_000_000))
	case "DAYS":
		t = t.AddDate(0, 0, min(max(n, -70_000_000), 70_000_000))
	case "HOURS":
		t = t.Add(time.Duration(min(max(n, -2_000_000), 2_000_000)) * time.Hour)
	case "MINUTES":
		t = t.Add(time.Duration(min(max(n, -150_000_000), 150_000_000)) * time.Minute)
	case "SECONDS":
		t = t.Add(time.Duration(n) * time.Second)
	case "MILLIS":
		t = t.Add(time.Duration(n) * time.Millisecond)
	case "MICROS":
		t = t.Add(time.Duration(n) * time.Microsecond)
	case "NANOS":
		t = t.Add(time.Duration(n))
	default:
		throw("java.time.temporal.UnsupportedTemporalTypeException", "Unsupported unit: "+unit)
	}
	if m.kind == localTime {
		return moment{t, m.kind}.as(localTime)
	}
	return moment{t, m.kind}
}

// unitsBetween counts whole units from a to b.
func unitsBetween(a, b time.Time, unit string) int64 {
	months := func() int64 {
		n := int64(b.Year()-a.Year())*12 + int64(b.Month()-a.Month())
		if n > 0 && plusMonths(a, int(n)).After(b) {
			n--
		} else if n < 0 && plusMonths(a, int(n)).Before(b) {
			n++
		}
		return n
	}
	d := b.Sub(a)
	switch unit {
	case "YEARS":
		return months() / 12
	case "MONTHS":
		return months()
	case "WEEKS":
		return int64(d / (7 * 24 * time.Hour))
	case "DAYS":
		return int64(d / (24 * time.Hour))
	case "HOURS":
		return int64(d / time.Hour)
	case "MINUTES":
		return int64(d / time.Minute)
	case "SECONDS":
		return int64(d / time.Second)
	case "MILLIS":
		return int64(d / time.Millisecond)
	case "NANOS":
		return int64(d)
	}
	throw("java.time.temporal.UnsupportedTemporalTypeException", "Unsupported unit: "+unit)
	return 0
}

// timeFormat is java.time.format.DateTimeFormatter: a pattern, or an ISO form.
type timeFormat struct {
	pattern string
	iso     momentKind
	loc     *time.Location
}

func (f *timeFormat) String() string    { return f.pattern }
func (f *timeFormat) JavaClass() string { return "java.time.format.DateTimeFormatter" }
func (f *timeFormat) members() members {
	return members{
		"format":     one(func(c called) any { return f.format(c.r, c.args[0]) }),
		"withZone":   one(func(c called) any { return &timeFormat{f.pattern, f.iso, c.zone(0)} }),
		"withLocale": one(func(called) any { return f }),
		"parse":      {1, 2, func(c called) any { return parseMoment(c.text(0), f, localDateTime) }},
	}
}

func (f *timeFormat) format(r *run, v any) string {
	t, ok := timeOf(v)
	if !ok {
		throw(illegalArgument, "not a date: "+toText(v))
	}
	if f.loc != nil {
		t = t.In(f.loc)
	}
	m, isMoment := v.(moment)
	if f.pattern == "" {
		if !isMoment {
			m = moment{t, f.iso}
		}
		if f.iso == instant {
			return moment{t, instant}.String()
		}
		s := moment{t, f.iso}
		if f.iso == localDateTime {
			return fraction(s.Time, "2006-01-02T15:04:05", true)
		}
		return s.String()
	}
	if isMoment && m.kind == instant && f.loc == nil {
		throw("java.time.temporal.UnsupportedTemporalTypeException", "Unsupported field: YearOfEra")
	}
	if isMoment && m.kind == localDate && strings.ContainsAny(unquoted(f.pattern), "HhmsSakK") {
		throw("java.time.temporal.UnsupportedTemporalTypeException", "Unsupported field: HourOfDay")
	}
	return formatDate(r, f.simple(), t)
}

// unquoted is a pattern without what stands in quotes.
func unquoted(p string) string {
	var b strings.Builder
	for i, part := range strings.Split(p, "'") {
		if i%2 == 0 {
			b.WriteString(part)
		}
	}
	return b.String()
}

// simple writes the pattern as SimpleDateFormat has it.
func (f *timeFormat) simple() string {
	p := f.pattern
	if strings.Contains(p, "'") {
		return p
	}
	return strings.NewReplacer("uuuu", "yyyy", "xxx", "XXX", "VV", "z", "e", "u").Replace(p)
}

// parseMoment reads text by a format; the ISO form of a class where that is nil.
func parseMoment(s string, f *timeFormat, kind momentKind) moment {
	if f != nil && f.pattern != "" {
		df, err := javatext.NewDateFormat(f.simple())
		if err == nil {
			if t, ok := df.ParseAll(s, time.UTC); ok {
				return moment{t, kind}.as(kind)
			}
		}
		throw("java.time.format.DateTimeParseException", "Text '"+s+"' could not be parsed at index 0")
	}
	layouts := map[momentKind][]string{
		instant: {time.RFC3339Nano}, localDate: {"2006-01-02"}, localTime: {"15:04:05.999999999", "15:04"},
		localDateTime: {"2006-01-02T15:04:05.999999999", "2006-01-02T15:04"},
		zonedDateTime: {time.RFC3339Nano, "2006-01-02T15:04Z07:00"}, offsetDateTime: {time.RFC3339Nano, "2006-01-02T15:04Z07:00"},
	}
	text, zoneID := s, ""
	if i := strings.Index(s, "["); i > 0 && strings.HasSuffix(s, "]") && kind == zonedDateTime {
		text, zoneID = s[:i], s[i+1:len(s)-1]
	}
	for _, layout := range layouts[kind] {
		if t, err := time.Parse(layout, text); err == nil {
			if zoneID != "" {
				t = t.In(zoneNamed(zoneID).Location)
			}
			return moment{t, kind}.as(kind)
		}
	}
	throw("java.time.format.DateTimeParseException", fmt.Sprintf("Text '%s' could not be parsed at index 0", s))
	return moment{}
}
