package components

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// storedExchange is an exchange as a repository keeps it.
type storedExchange struct {
	ID           string          `json:"id"`
	Pattern      string          `json:"pattern"`
	Created      time.Time       `json:"created"`
	FromRoute    string          `json:"fromRoute,omitempty"`
	FromEndpoint string          `json:"fromEndpoint,omitempty"`
	Body         json.RawMessage `json:"body"`
	Headers      []storedEntry   `json:"headers,omitempty"`
	Properties   []storedEntry   `json:"properties,omitempty"`
	Variables    []storedEntry   `json:"variables,omitempty"`
}

type storedEntry struct {
	Key   string          `json:"k"`
	Value json.RawMessage `json:"v"`
}

type storedMessage struct {
	Body    json.RawMessage `json:"body"`
	Headers []storedEntry   `json:"headers,omitempty"`
}

// MarshalExchange writes an exchange as JSON that keeps the types and the order of all it holds. A body that is read only
// once is read, and is bytes from then on.
func MarshalExchange(ex *Exchange) ([]byte, error) {
	s, err := storeExchange(ex)
	if err != nil {
		return nil, err
	}
	return json.Marshal(s)
}

func storeExchange(ex *Exchange) (*storedExchange, error) {
	s := &storedExchange{ID: ex.ID(), Pattern: ex.Pattern.String(), Created: ex.Created, FromRoute: ex.FromRoute, FromEndpoint: ex.FromEndpoint}
	if r, ok := ex.Body.(io.Reader); ok {
		b, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		ex.Body = b
	}
	var errs [4]error
	s.Body, errs[0] = storeValue(ex.Body)
	s.Headers, errs[1] = storeEntries(ex.Headers.list)
	s.Properties, errs[2] = storeEntries(ex.Properties.list)
	s.Variables, errs[3] = storeEntries(ex.Variables.list)
	return s, errors.Join(errs[:]...)
}

func storeEntries(list []entry) ([]storedEntry, error) {
	var stored []storedEntry
	for _, e := range list {
		v, err := storeValue(e.value)
		if err != nil {
			return nil, err
		}
		stored = append(stored, storedEntry{e.key, v})
	}
	return stored, nil
}

// storeValue writes text, truth and nil as themselves, an int as a number, a list as a list, and all else as an object whose one
// key says what it is.
func storeValue(v any) (json.RawMessage, error) {
	switch v := v.(type) {
	case nil, bool, int:
		return json.Marshal(v)
	case string:
		if !utf8.ValidString(v) { // JSON would mend it
			return storeAs("text", []byte(v))
		}
		return json.Marshal(v)
	case []byte:
		return storeAs("bytes", v)
	case StreamCache:
		return storeAs("stream", v)
	case int64:
		return storeAs("long", v)
	case float64:
		return storeAs("double", javaDouble(v, 64)) // JSON has no NaN
	case float32:
		return storeAs("float", javaDouble(float64(v), 32))
	case time.Time:
		return storeAs("date", v)
	case *strings.Builder:
		return storeAs("builder", v.String())
	case *Map:
		entries, err := storeEntries(v.list)
		if err != nil {
			return nil, err
		}
		return storeAs("map", entries)
	case []any:
		list := make([]json.RawMessage, len(v))
		for i := range v {
			var err error
			if list[i], err = storeValue(v[i]); err != nil {
				return nil, err
			}
		}
		if _, grouped := groupedText(v); grouped {
			return storeAs("grouped", list)
		}
		return json.Marshal(list)
	case *Message:
		return storeMessage(v)
	case *Exchange:
		s, err := storeExchange(v)
		if err != nil {
			return nil, err
		}
		return storeAs("exchange", s)
	case *Exception:
		return storeAs("exception", [2]string{v.Class, v.Message})
	case Opener:
		b, err := readAll(v)
		if err != nil {
			return nil, err
		}
		return storeAs("bytes", b)
	}
	return json.Marshal(Text(v))
}

func storeMessage(m *Message) (json.RawMessage, error) {
	body, err := storeValue(m.Body)
	if err != nil {
		return nil, err
	}
	headers, err := storeEntries(m.Headers.list)
	if err != nil {
		return nil, err
	}
	return storeAs("message", storedMessage{body, headers})
}

func storeAs(kind string, v any) (json.RawMessage, error) {
	return json.Marshal(map[string]any{kind: v})
}

// UnmarshalExchange reads what [MarshalExchange] wrote. Its work is given up when nothing says so: who gets it gives it a
// context.
func UnmarshalExchange(data []byte) (*Exchange, error) {
	var s storedExchange
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, fmt.Errorf("reading a stored exchange: %w", err)
	}
	return s.load()
}

func (s *storedExchange) load() (*Exchange, error) {
	ex := NewExchangeAt(nil, nil, s.Created)
	ex.id, ex.FromRoute, ex.FromEndpoint = s.ID, s.FromRoute, s.FromEndpoint
	if s.Pattern == InOut.String() {
		ex.Pattern = InOut
	}
	var errs [4]error
	ex.Body, errs[0] = loadValue(s.Body)
	errs[1] = loadEntries(s.Headers, ex.Headers.Set)
	errs[2] = loadEntries(s.Properties, ex.Properties.Set)
	errs[3] = loadEntries(s.Variables, ex.Variables.Set)
	return ex, errors.Join(errs[:]...)
}

func loadEntries(stored []storedEntry, set func(string, any)) error {
	for _, e := range stored {
		v, err := loadValue(e.Value)
		if err != nil {
			return err
		}
		set(e.Key, v)
	}
	return nil
}

func loadValue(data json.RawMessage) (any, error) {
	if len(data) == 0 {
		return nil, nil
	}
	switch data[0] {
	case '[':
		return loadList(data)
	case '{':
		var typed map[string]json.RawMessage
		if err := json.Unmarshal(data, &typed); err != nil {
			return nil, err
		}
		for kind, v := range typed {
			load, ok := loaders[kind]
			if !ok {
				return nil, fmt.Errorf("a stored value has the unknown type %q", kind)
			}
			return load(v)
		}
		return nil, errors.New("a stored value has no type")
	case 't', 'f', 'n', '"':
		var v any
		err := json.Unmarshal(data, &v)
		return v, err
	}
	return loadAs[int](data)
}

// loaders read the values that say what they are. They are set in init because lists hold values themselves.
var loaders map[string]func(json.RawMessage) (any, error)

func init() {
	loaders = map[string]func(json.RawMessage) (any, error){
		"bytes":  loadAs[[]byte],
		"stream": loadAs[StreamCache],
		"text": func(data json.RawMessage) (any, error) {
			var b []byte
			err := json.Unmarshal(data, &b)
			return string(b), err
		},
		"long":   loadAs[int64],
		"date":   loadAs[time.Time],
		"double": func(data json.RawMessage) (any, error) { return loadFloat(data) },
		"float": func(data json.RawMessage) (any, error) {
			f, err := loadFloat(data)
			return float32(f), err
		},
		"builder": func(data json.RawMessage) (any, error) {
			b := &strings.Builder{}
			text, err := loadAs[string](data)
			if err == nil {
				b.WriteString(text.(string))
			}
			return b, err
		},
		"map": func(data json.RawMessage) (any, error) {
			var stored []storedEntry
			m := &Map{}
			return m, errors.Join(json.Unmarshal(data, &stored), loadEntries(stored, m.Set))
		},
		"grouped": func(data json.RawMessage) (any, error) {
			list, err := loadList(data)
			return Grouped(list), err
		},
		"message": func(data json.RawMessage) (any, error) {
			var s storedMessage
			if err := json.Unmarshal(data, &s); err != nil {
				return nil, err
			}
			body, err := loadValue(s.Body)
			m := &Message{Body: body}
			return m, errors.Join(err, loadEntries(s.Headers, m.Headers.Set))
		},
		"exchange": func(data json.RawMessage) (any, error) { return UnmarshalExchange(data) },
		"exception": func(data json.RawMessage) (any, error) {
			var s [2]string
			err := json.Unmarshal(data, &s)
			return NewException(s[0], s[1]), err
		},
	}
}

func loadAs[T any](data json.RawMessage) (any, error) {
	var v T
	err := json.Unmarshal(data, &v)
	return v, err
}

func loadFloat(data json.RawMessage) (float64, error) {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return 0, err
	}
	return Float(text)
}

func loadList(data json.RawMessage) ([]any, error) {
	var stored []json.RawMessage
	if err := json.Unmarshal(data, &stored); err != nil {
		return nil, err
	}
	list := make([]any, len(stored))
	for i := range stored {
		var err error
		if list[i], err = loadValue(stored[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}
