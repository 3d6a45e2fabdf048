package main

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"time"
)

var (
	languages = []string{"en", "de", "ko", "en", "fr"}
	nouns     = []string{"cat", "kitten", "window", "sofa", "box", "mouse", "garden", "roof", "lap", "bowl", "fence", "moon"}
)

// writePosts writes n JSON lines of about 230 bytes, always the same, and answers how many of them are in English.
func writePosts(path string, n int) (english int, err error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same text each time is what is wanted
	for i := range n {
		language := languages[i%len(languages)]
		if language == "en" {
			english++
		}
		fmt.Fprintf(w, `{"id": %d, "lang": "%s", "text": "`, 7_000_000_000_000_000_000+i, language)
		for range 14 {
			fmt.Fprintf(w, "%s ", nouns[random.IntN(len(nouns))])
		}
		fmt.Fprintf(w, `%d", "author": {"name": "author-%d", "followers": %d}, "media": [`, i, i%500, i%4000)
		if i%2 == 0 {
			fmt.Fprintf(w, `{"type": "photo", "url": "https://pictures.example/%d.jpg"}`, i)
		}
		fmt.Fprintln(w, "]}")
	}
	return english, w.Flush()
}

// checkPosts tells whether as many posts came out as should, and removes them. What was read last may still be on its way.
func checkPosts(path string, want int) error {
	got := -1
	for began := time.Now(); got != want; time.Sleep(10 * time.Millisecond) {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if got = bytes.Count(text, []byte("\n")); got > want || time.Since(began) > time.Second {
			break
		}
	}
	if got != want {
		return fmt.Errorf("%d lines were written, not %d", got, want)
	}
	return os.Remove(path)
}
