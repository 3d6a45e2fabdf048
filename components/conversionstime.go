package components

import (
	"encoding/binary"
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// toDate takes milliseconds, which only a Long is, and text as ISO 8601 writes it, to the second. What stands behind that, a time zone
// too, does not count in Camel.
func toDate(s source) (any, error) {
	switch v := s.value.(type) {
	case int64:
		return time.UnixMilli(v).Local(), nil
	case string:
		const layout = "2006-01-02T15:04:05"
		if t, err := time.ParseInLocation(layout, v[:min(len(v), len(layout))], time.Local); err == nil {
			return t, nil
		}
		return nil, s.failed("java.text.ParseException", "Unparseable date: %s", quoted(v))
	}
	return nil, s.noConverter()
}

// toTimestamp answers what JDBC calls a date; of text it makes no more than a date.
func toTimestamp(s source) (any, error) {
	n, ok := s.value.(int64)
	if !ok {
		return toDate(s)
	}
	text := time.UnixMilli(n).Local().Format("2006-01-02 15:04:05.999")
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return &Foreign{"java.sql.Timestamp", text}, nil
}

// toDuration takes milliseconds, which only a Long is, and text in Camel's or ISO 8601's notation. Text without any unit is no time at
// all, as in Camel.
func toDuration(s source) (any, error) {
	switch v := s.value.(type) {
	case int64:
		return time.Duration(v) * time.Millisecond, nil
	case string:
		if strings.HasPrefix(v, "P") || strings.HasPrefix(v, "-P") || strings.HasPrefix(v, "p") {
			d, ok := isoDuration(v)
			if !ok {
				return nil, s.failed("java.time.format.DateTimeParseException", "Text cannot be parsed to a Duration")
			}
			return d, nil
		}
		return s.camelDuration(v)
	}
	return nil, s.noConverter()
}

// camelDuration reads 1500, 1h30m, 5s and the like. What has none of the units in it is no time.
func (s source) camelDuration(text string) (any, error) {
	if digits := strings.TrimPrefix(text, "-"); digits != "" && strings.Trim(digits, "0123456789") == "" {
		text += "ms"
	}
	total, rest := time.Duration(0), text
	for _, unit := range []struct {
		name string
		is   time.Duration
	}{{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}, {"s", time.Second}, {"ms", time.Millisecond}} {
		i := strings.Index(rest, unit.name)
		if i < 0 || unit.name == "m" && strings.HasPrefix(rest[i:], "ms") || unit.name == "s" && strings.HasSuffix(rest[:i], "m") {
			continue
		}
		n, err := strconv.ParseInt(rest[:i], 10, 64)
		if err != nil {
			return nil, s.failed(numberFormat, "For input string: %s", quoted(rest[:i]))
		}
		total += time.Duration(n) * unit.is
		rest = rest[i+len(unit.name):]
	}
	return total, nil
}

// isoDuration reads PT1H30M, P1DT2H and the like.
func isoDuration(text string) (time.Duration, bool) {
	sign := time.Duration(1)
	rest := strings.ToUpper(text)
	if strings.HasPrefix(rest, "-") {
		sign, rest = -1, rest[1:]
	}
	rest = strings.TrimPrefix(rest, "P")
	total, inTime := time.Duration(0), false
	for parts := 0; ; parts++ {
		if cut, ok := strings.CutPrefix(rest, "T"); ok {
			rest, inTime = cut, true
			if rest == "" {
				return 0, false
			}
		}
		if rest == "" {
			return sign * total, parts > 0
		}
		i := strings.IndexAny(rest, "DHMS")
		if i <= 0 {
			return 0, false
		}
		n, err := strconv.ParseFloat(rest[:i], 64)
		unit := map[byte]time.Duration{'D': 24 * time.Hour, 'H': time.Hour, 'M': time.Minute, 'S': time.Second}[rest[i]]
		if err != nil || rest[i] != 'D' && !inTime || rest[i] != 'S' && n != math.Trunc(n) {
			return 0, false
		}
		total += time.Duration(math.Round(n * float64(unit)))
		rest = rest[i+1:]
	}
}

// durationText is Java's toString: hours, minutes and seconds in ISO 8601's notation.
func durationText(d time.Duration) string {
	if d == 0 {
		return "PT0S"
	}
	var b strings.Builder
	b.WriteString("PT")
	if h := d / time.Hour; h != 0 {
		fmt.Fprintf(&b, "%dH", h)
	}
	if m := d % time.Hour / time.Minute; m != 0 {
		fmt.Fprintf(&b, "%dM", m)
	}
	if s := d % time.Minute; s != 0 {
		b.WriteString(strconv.FormatFloat(s.Seconds(), 'f', -1, 64) + "S")
	}
	return b.String()
}

// toTimeZone answers the zone of a name; one that Java does not know is GMT.
func toTimeZone(s source) (any, error) {
	name, ok := s.value.(string)
	if !ok {
		return nil, s.noConverter()
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		name, zone = "GMT", time.UTC
	}
	winter, summer := time.Date(2024, 1, 1, 0, 0, 0, 0, zone), time.Date(2024, 7, 1, 0, 0, 0, 0, zone)
	_, standard := winter.Zone()
	_, other := summer.Zone()
	standard, saving := min(standard, other), max(standard, other)
	return &Foreign{"sun.util.calendar.ZoneInfo", fmt.Sprintf("sun.util.calendar.ZoneInfo[id=%q,offset=%d,dstSavings=%d,useDaylight=%t,transitions=0,lastRule=null]",
		name, standard*1000, (saving-standard)*1000, saving != standard)}, nil
}

// toURI takes text that is one.
func toURI(s source) (any, error) {
	text, ok := s.value.(string)
	if !ok {
		return nil, s.noConverter()
	}
	if i := strings.IndexAny(text, " <>\"{}|\\^`"); i >= 0 {
		return nil, s.failed("java.net.URISyntaxException", "Illegal character in path at index %d: %s", i, strings.TrimSpace(text))
	}
	if strings.HasPrefix(text, ":") {
		return nil, s.failed("java.net.URISyntaxException", "Expected scheme name at index 0: %s", text)
	}
	if _, err := url.Parse(text); err != nil {
		return nil, s.failed("java.net.URISyntaxException", "%v: %s", err, text)
	}
	return &Foreign{"java.net.URI", text}, nil
}

// toByteBuffer takes text and bytes, and numbers as their bytes, the highest first.
func toByteBuffer(s source) (any, error) {
	switch v := s.value.(type) {
	case int:
		return ByteBuffer(binary.BigEndian.AppendUint32(nil, uint32(v))), nil
	case int64:
		return ByteBuffer(binary.BigEndian.AppendUint64(nil, uint64(v))), nil
	case float64:
		return ByteBuffer(binary.BigEndian.AppendUint64(nil, math.Float64bits(v))), nil
	case float32:
		return ByteBuffer(binary.BigEndian.AppendUint32(nil, math.Float32bits(v))), nil
	case []byte:
		return ByteBuffer(v), nil
	case []any:
		return nil, s.noConverter()
	}
	b, err := toBytes(s)
	if err != nil {
		return nil, err
	}
	return ByteBuffer(b.([]byte)), nil
}
