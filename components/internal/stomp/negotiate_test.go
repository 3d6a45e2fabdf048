package stomp

import (
	"testing"
	"time"
)

func TestNegotiate(t *testing.T) {
	for accept, want := range map[string]Version{
		"1.0": V10, "1.1": V11, "1.2": V12, "1.0,1.1,1.2": V12, "1.2,1.0": V12, "1.0, 1.1": V11, "1.1,1.3": V11,
		"1.3": 0, "": 0, "12": 0, ",": 0, "1.20": 0,
	} {
		got, ok := Negotiate(Headers{{"accept-version", accept}})
		if got != want || ok != (want != 0) {
			t.Errorf("%q: got %q, %v", accept, got, ok)
		}
	}
	if got, ok := Negotiate(nil); got != V10 || !ok {
		t.Errorf("without the header: got %q, %v", got, ok)
	}
}

func TestParseHeartBeat(t *testing.T) {
	day := 24 * time.Hour
	for text, want := range map[string]HeartBeat{
		"0,0": {}, "10000,5000": {10 * time.Second, 5 * time.Second}, "300, 400": {300 * time.Millisecond, 400 * time.Millisecond},
		"9223372036854775807,1": {day, time.Millisecond},
	} {
		if got, err := ParseHeartBeat(Headers{{"heart-beat", text}}); err != nil || got != want {
			t.Errorf("%q: got %v, %v", text, got, err)
		}
	}
	if got, err := ParseHeartBeat(nil); err != nil || got != (HeartBeat{}) {
		t.Errorf("without the header: got %v, %v", got, err)
	}
	for _, text := range []string{"", "1", "1,", ",1", "a,b", "-1,0", "1.5,0", "1,2,3", "99999999999999999999,0"} {
		if got, err := ParseHeartBeat(Headers{{"heart-beat", text}}); err == nil {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

func TestHeartBeatWith(t *testing.T) {
	const s = time.Second
	for _, c := range []struct {
		own, other    HeartBeat
		send, receive time.Duration
	}{
		{HeartBeat{10 * s, 10 * s}, HeartBeat{10 * s, 10 * s}, 10 * s, 10 * s},
		{HeartBeat{10 * s, 10 * s}, HeartBeat{1 * s, 30 * s}, 30 * s, 10 * s},
		{HeartBeat{10 * s, 10 * s}, HeartBeat{0, 5 * s}, 10 * s, 0},
		{HeartBeat{10 * s, 10 * s}, HeartBeat{20 * s, 0}, 0, 20 * s},
		{HeartBeat{}, HeartBeat{1 * s, 1 * s}, 0, 0},
	} {
		if send, receive := c.own.With(c.other); send != c.send || receive != c.receive {
			t.Errorf("%v with %v: got %v, %v", c.own, c.other, send, receive)
		}
	}
	if got := (HeartBeat{10 * s, 5 * s}).String(); got != "10000,5000" {
		t.Errorf("got %s", got)
	}
}
