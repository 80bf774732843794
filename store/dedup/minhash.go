package dedup

import "slices"

// Grams is a set of hashed word 5-grams: sorted, none twice. It is what a text is compared by, and it does not change
// when later more of the text turns out to be boilerplate.
type Grams []uint32

// GramsOf makes the set of a text's word 5-grams, without the paragraphs for which skip reports true (nil skips none).
// Grams run over the ends of paragraphs, because outlets cut paragraphs differently. A text of fewer than five words
// has none.
func GramsOf(paragraphs []Paragraph, skip func(Paragraph) bool) Grams {
	n := 0
	for _, p := range paragraphs {
		n += len(p.Words)
	}
	out := make(Grams, 0, n)
	var window [GramWords]uint64
	seen := 0
	for _, p := range paragraphs {
		if skip != nil && skip(p) {
			continue
		}
		for _, w := range p.Words {
			copy(window[:], window[1:])
			window[GramWords-1] = hashString(w)
			if seen++; seen < GramWords {
				continue
			}
			var h uint64
			for _, x := range window {
				h = mix(h*31 + x)
			}
			out = append(out, uint32(h>>32))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Thin reports whether the set is too small to say whose writing it is.
func (g Grams) Thin() bool { return len(g) < ThinGrams }

// Signature is a one-permutation MinHash: the least hash in each of 128 bins.
type Signature [SignatureSize]uint32

// binBits is the number of leading bits that choose a bin.
const binBits = 7 // 2^7 = SignatureSize

// Sign makes the signature of a set. ok is false for the empty set, which resembles nothing.
func (g Grams) Sign() (sig Signature, ok bool) {
	if len(g) == 0 {
		return sig, false
	}
	var filled [SignatureSize]bool
	for _, x := range g {
		h := mix(uint64(x))
		bin, value := h>>(64-binBits), uint32(h)
		if !filled[bin] || value < sig[bin] {
			sig[bin], filled[bin] = value, true
		}
	}
	for i := range sig {
		if !filled[i] {
			sig[i] = sig[donor(i, &filled)]
		}
	}
	return sig, true
}

// donor is the full bin from which empty bin i borrows: tried in an order that depends on i alone, so that two sets
// with the same full bins borrow alike (optimal densification).
func donor(i int, filled *[SignatureSize]bool) int {
	for try := uint64(1); ; try++ {
		if j := mix(uint64(i)<<32|try) >> (64 - binBits); filled[j] {
			return int(j)
		}
	}
}

// Bands are the keys of a signature: two texts that share one are candidates. They are signed because databases have no
// unsigned integers.
func (s *Signature) Bands() [BandCount]int64 {
	var out [BandCount]int64
	for b := range out {
		h := mix(uint64(b + 1))
		for _, v := range s[b*BandRows : (b+1)*BandRows] {
			h = mix(h ^ uint64(v))
		}
		out[b] = bandKey(h)
	}
	return out
}

// bandKey cuts a hash to 32 bits, which a database writes in four bytes. Among the 64 million keys of a million texts one look-up
// meets about one text by chance; comparing tells them apart.
func bandKey(h uint64) int64 { return int64(int32(h >> 32)) }

// hashWords hashes words in order, with their borders.
func hashWords(words []string) uint64 {
	var h uint64
	for _, w := range words {
		h = mix(h*31 + hashString(w))
	}
	return h
}

// hashString is FNV-1a of 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/). Hashes are stored, so they must never
// depend on a seed.
func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix spreads a number over all its bits: one step of SplitMix64 (Steele, Lea, Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// The build fails when the bins are not exactly as many as binBits can name.
var _ = [1]struct{}{}[SignatureSize-1<<binBits]
