package dataformat

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// shaper makes of a value what is to be written of it.
type shaper struct {
	nulls   bool           // keeps entries without a value
	empties bool           // leaves entries with empty text, lists and maps out
	sorted  bool           // orders entries by their keys
	plain   bool           // decimals have no exponent
	single  bool           // writes lists of one item as the item
	zone    *time.Location // dates are text in this zone; nil for milliseconds
}

func (s *shaper) value(v any) any {
	switch v := v.(type) {
	case *components.Map:
		m := &components.Map{}
		keys := v.Keys()
		if s.sorted {
			slices.Sort(keys)
		}
		for _, key := range keys {
			if value := v.Value(key); s.keeps(value) {
				m.Set(key, s.value(value))
			}
		}
		return m
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = s.value(v[i])
		}
		if s.single && len(list) == 1 {
			return list[0]
		}
		return list
	case *components.Decimal:
		if s.plain {
			return json.RawMessage(v.Plain())
		}
	case time.Time:
		if s.zone != nil {
			return v.In(s.zone).Format("2006-01-02T15:04:05.000-07:00")
		}
	}
	return v
}

// keeps tells whether an entry with this value is written.
func (s *shaper) keeps(v any) bool {
	if !s.nulls && v == nil {
		return false
	}
	if !s.empties {
		return true
	}
	switch v := v.(type) {
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	case []byte:
		return len(v) > 0
	case *components.Map:
		return slices.ContainsFunc(v.Keys(), func(key string) bool { return s.keeps(v.Value(key)) })
	}
	return true
}
