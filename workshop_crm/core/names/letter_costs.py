"""How many nats it costs to write an Arabic letter with some Latin letters: -log of the probability of doing so.

Made by `python scripts/learn_spelling.py --names FILE --tokens FILE`; see there for the model. Do not edit.

A line is a letter, "^" when it is the first of its word and "$" when it is the last, and then for each way of writing it
the Latin letters ("-" for none) and the cost. The line that begins with "+" is for letters put in between.
"""

LETTER_COSTS = """
+ a 3.65 e 4.41 i 5.23 u 5.71 o 5.82 h 7.31 l 8.18 d 8.44 n 8.56 b 8.87 m 8.88 s 8.96 y 9.19 q 9.52 z 9.76 c 9.80 j 9.91 r 9.97 k 10.03 t 10.60 f 10.96 w 11.00 v 11.25
ا a 0.12 e 3.28 u 3.37 - 4.05 za 5.47 ha 5.93 i 6.06 ga 6.87 an 7.17 ta 7.45 o 7.52 ah 7.62 aw 7.68 af 7.68 at 7.69 az 7.74 qa 7.90 ay 7.98 ca 8.09 cqu 8.11 da 8.16 sa 8.16 en 8.23 d 8.24 ba 8.28 ald 8.30 aj 8.30 sse 8.31 atu 8.31 uk 8.32 el 8.40 er 8.44 de 8.54 khi 8.64 ahd 8.64 moh 8.69 ila 8.74 wa 8.78 fah 8.79 as 8.88 kad 8.99 fal 8.99 tik 8.99 etw 8.99 tap 8.99 dim 8.99 mhe 8.99 niz 8.99 ant 8.99 nak 8.99 tat 8.99 rsa 8.99 it 8.99 lab 8.99 sha 8.99 fe 9.00 ut 9.00 nay 9.02 adi 9.02 sem 9.03 mu 9.07 mid 9.10 agu 9.11 amd 9.12 ka 9.13 em 9.19 la 9.20 mad 9.22 ar 9.23 ya 9.24 y 9.25 ra 9.26 min 9.29 ac 9.31 ean 9.32 ul 9.46 iha 9.55 ab 10.11
ا$ a 0.08 as 4.47 la 4.52 aa 4.77 ah 4.82 - 5.37 lah 5.57 nah 5.77 is 6.02 din 6.16 ha 6.17 ka 6.38 na 6.50 med 6.71 us 6.71 em 6.71 eh 6.71 zek 6.71 at 6.73 qa 6.81 yah 6.90 arh 7.34 ela 7.36 ca 7.63 va 7.68
ا^ a 0.35 - 2.37 i 2.43 e 2.68 o 4.08 u 5.43 um 5.72 an 6.20 ou 6.41 bde 6.62 ak 6.66 mou 6.73 ala 6.75 ous 6.99 ah 7.25 sir 7.32 fou 7.32 kar 7.32 mah 7.32 asi 7.32 ek 7.32 abu 7.33 ed 7.33 aly 7.33 aw 7.33 av 7.35 le 7.35 kha 7.39 ef 7.39 ada 7.49 la 7.58 od 7.61 yv 7.67 lai 7.83 ay 8.20
ب b 0.07 abb 3.90 ub 4.43 - 4.52 ab 4.70 bb 4.93 p 5.25 ubb 6.41 bba 7.24 ib 7.38 aba 7.95 ou 7.98 be 8.73 ob 8.85
ب$ b 0.21 eb 2.46 ib 2.98 p 3.65 ab 3.99 - 4.43
ب^ b 0.86 ba 1.07 be 2.55 p 2.89 bu 3.27 bo 3.54 bi 3.70 - 5.56 sh 6.91 sa 6.91 dab 6.92
ت t 0.16 tt 2.66 ti 3.60 - 4.08 ta 4.15 th 4.79 s 5.79 te 5.95 at 6.24
ت$ t 0.29 at 1.66 te 3.26 d 4.68 th 5.13 ed 5.60 e 5.73 s 5.73
ت^ t 0.53 ta 1.19 tu 2.83 - 3.52 th 4.11
ث th 0.21 s 2.26 t 2.73 - 4.11
ث$ th 0.08 s 2.56
ث^ th 0.15 s 2.09 t 3.95
ج j 0.71 g 1.36 aj 2.75 ag 3.43 ajj 3.64 eg 3.71 jj 3.99 uj 4.07 ch 4.47 - 4.51 ji 4.51 dj 4.64 ja 4.76 ij 4.95 c 6.01 ds 6.01 lab 6.70 cha 6.90 ga 7.30 ej 7.51 je 7.67
ج$ j 0.51 g 1.86 ge 2.04 aj 3.06 ges 3.23 dj 4.14 - 4.82
ج^ j 0.92 ja 1.69 g 1.88 ju 2.74 ge 2.75 ga 3.06 jo 3.59 je 4.10 ji 4.14 - 5.03 dj 5.22 ch 5.45 c 5.95 dsc 5.95 cha 6.25 dza 6.64 sh 6.64 chu 6.69
ح h 0.30 ah 2.37 ha 2.92 oha 3.35 - 4.13 eh 4.19 ham 4.50 uha 4.54 oh 4.72 uh 5.11 a 5.70 u 6.67 at 7.00 lg 7.01
ح$ h 0.32 eh 1.76 ih 2.66 - 4.17 ah 4.66 in 5.21 em 5.56
ح^ ha 0.78 h 1.18 hu 2.55 ho 2.85 he 3.34 hi 3.51 hus 4.03 - 5.26 a 6.16 kha 6.18 abb 6.86 mo 6.86 ma 6.86 na 6.86 as 6.87 has 7.51
خ kh 0.07 k 3.40 ch 4.28 - 4.41 ak 5.06 jja 5.50
خ$ kh 0.05 k 3.11
خ^ kh 0.50 kha 1.03 k 3.87 ha 5.01 - 5.32 ch 5.73 c 6.07
د d 0.05 - 4.20 add 4.34 dd 4.55 del 5.82 dul 6.18 de 6.23 di 7.01 ad 7.17 da 7.52 id 7.54 dda 7.78 el 7.84 am 7.91 ud 8.31
د$ d 0.30 ed 1.86 id 3.24 ad 3.96 mad 4.12 - 4.58 med 4.65 ti 6.54 ar 6.57 dul 6.87 far 6.87 r 7.14 t 7.19 tta 7.22 in 7.22 la 7.22 z 7.22 lla 7.23 at 7.25
د^ d 0.35 da 1.91 du 2.87 de 3.09 do 3.11 - 5.56
ذ th 0.86 z 1.12 dh 1.98 d 2.19
ذ$ th 0.93 z 1.04 dh 1.73 d 2.61
ذ^ th 1.00 dh 1.04 d 1.81 z 2.17
ر r 0.14 ar 2.75 arr 3.97 rr 4.84 ur 5.08 - 5.14 er 5.19 or 5.26 ara 5.44 ra 5.45 ir 5.95 s 6.97 re 7.70 rra 8.05 m 8.12 mi 8.16 ri 8.42
ر$ r 0.40 er 1.56 ir 2.94 ar 2.96 rr 5.46 rt 5.78 - 5.85 d 6.32 n 6.56 an 7.20 mad 7.28 ed 7.29 urr 7.41 san 7.60 id 8.50
ر^ r 0.49 ra 1.28 ru 3.19 ri 3.39 ro 3.83 re 4.67 - 6.65 wa 6.65 abd 6.65
ز z 0.17 az 2.70 s 3.44 iz 4.19 ze 4.38 se 4.98 zi 5.05 - 5.07 lr 5.87 is 6.14 ez 6.26 er 6.57 za 6.71 uz 6.98
ز$ z 0.08 s 2.74 ub 4.95 es 5.02
ز^ z 0.52 za 1.40 zu 2.62 zo 2.96 ze 3.76 - 4.88 bin 5.64 so 5.98
س s 0.49 ss 1.64 sse 3.48 ass 3.53 ssa 3.73 si 3.84 uss 4.10 c 4.16 us 4.18 se 4.30 sa 4.87 is 4.88 - 5.28 os 6.44 asa 6.45 as 6.95 uw 7.35 u 7.42
س$ s 0.35 is 2.63 es 2.65 ss 2.72 os 3.27 c 3.71 - 4.15 iss 4.90 dy 6.13 as 6.38
س^ s 0.61 sa 1.45 su 2.41 so 3.05 se 3.39 si 3.51 c 4.68 - 5.08 m 6.12 ab 6.26 abd 6.26
ش sh 0.19 ch 2.05 ash 3.52 - 5.19 s 5.40 tch 5.90 as 6.05
ش$ sh 0.22 ch 1.76 - 4.65 is 5.34 as 5.34 sch 5.35
ش^ sh 0.53 sha 1.73 ch 1.94 she 2.76 - 5.13 sch 5.21 s 5.35 sal 6.05 se 6.07 sz 6.76 c 6.76 gul 6.76 tch 6.77 szi 6.77 qa 6.89 sa 6.94
ص s 0.46 ss 1.76 sse 3.07 ass 3.16 as 3.45 os 3.85 c 4.27 us 4.28 - 4.62 se 5.34 si 5.43 sa 5.89 th 6.24
ص$ s 0.11 ss 2.25
ص^ s 0.57 sa 1.06 so 3.11 su 3.81 se 4.06 - 5.39
ض d 0.93 dh 1.38 ad 2.19 ed 2.88 ud 3.04 od 3.08 id 3.31 z 3.65 de 3.72 - 5.61
ض$ d 0.38 dh 1.29 - 3.59 z 4.28
ض^ d 0.33 dh 1.26
ط t 0.32 tt 2.71 att 3.02 ta 3.24 ut 3.58 at 3.92 ti 4.07 ata 4.31 utt 4.64 - 5.07 ot 5.21 s 5.31 tta 5.38 ha 5.90 h 5.96 te 5.98
ط$ t -0.00
ط^ t 0.36 ta 1.20
ظ z 0.51 dh 1.17 d 3.24 zaf 3.68 - 4.47 th 4.47
ظ$ z 0.40 dh 1.79 d 2.16 th 3.05
ظ^ z 0.75 dh 0.89 d 2.15
ع a 0.61 - 1.39 e 2.55 aa 3.24 o 3.87 u 4.11 i 4.71 ou 4.99 ua 5.05 oa 5.76 eh 5.86 oe 5.88 le 6.21 ei 6.24 iz 6.40 oua 6.57 sa 6.82 oh 7.08 lli 7.09 ga 7.09 jum 7.09 fai 7.09 ahj 7.09 ela 7.11 ben 7.12 wa 7.16 awa 7.16 la 7.38 da 7.44 ual 7.49 sab 7.55 ah 7.61 ie 8.08
ع$ a 1.12 - 1.66 ea 2.10 e 2.16 aa 2.67 i 2.84 eh 3.27 ih 3.58 ei 3.74 ee 4.67 aly 5.16 zah 5.17 fah 5.57 zza 6.06
ع^ a 0.41 - 1.90 o 2.52 e 3.34 u 4.16 i 4.28 ab 4.54 az 5.00 ez 5.12 iz 5.47 ou 5.96 ben 6.68 ala 6.69 moh 6.99 at 7.16 uth 7.34 ela 7.34 abd 7.44 em 7.68 jum 7.68 muh 7.68 day 7.68 mab 7.69 noa 7.69 mah 7.69 is 7.70 ahm 7.71 ka 7.75 ul 7.78 qa 7.80 ay 7.83 ak 8.02 bdu 8.02 na 8.05 es 8.60
غ gh 0.18 g 1.91 - 4.67 qe 5.36 er 5.49
غ$ gh 0.21 g 1.66
غ^ gh 0.10 g 2.40 ra 5.60 qa 5.60
ف f 0.32 af 2.31 v 3.00 ph 3.52 fa 3.65 aff 4.19 ffa 4.58 uf 4.69 ff 4.69 afa 4.95 fe 5.17 if 5.23 - 5.27
ف$ f 0.25 ef 2.26 if 2.79 ph 3.47 v 4.10 - 4.94 af 5.46
ف^ f 0.66 fa 1.00 v 3.33 fe 3.34 ph 3.87 fi 4.46 - 5.11 fu 5.80 bde 6.49
ق q 0.72 k 1.32 g 2.33 aq 3.30 c 3.36 ak 3.57 uq 3.79 gh 4.43 ou 4.97 ka 6.04 ch 6.21 ck 6.44
ق$ q 0.87 k 1.05 ek 2.67 iq 2.85 c 3.08 g 3.41 aq 4.04 - 5.80 eh 5.80 ck 5.91
ق^ q 1.32 qa 1.60 k 1.68 qu 2.08 ka 2.38 g 2.93 ko 3.25 c 3.90 a 5.03 gh 5.43 - 5.87
ك k 0.49 ak 2.15 ka 2.73 kk 2.93 c 2.94 ik 3.78 uk 3.85 g 4.14 aka 4.74 - 4.93 ck 5.20 a 5.32 ch 5.45 ke 5.73 q 5.85 sh 6.54 ek 6.65 ki 6.70 kh 6.75
ك$ k 0.47 ak 1.68 c 3.06 g 3.54 ey 3.61 ck 3.64 q 3.76 d 4.85 sh 4.85 es 4.85 ch 4.86 id 4.86
ك^ k 0.53 ka 1.51 c 2.47 ku 3.16 g 3.94 ke 4.07 ch 4.17 - 5.36 q 6.23 al 6.23
ل l 0.10 - 3.76 all 3.77 al 3.94 ll 4.00 ul 4.99 ala 6.62 li 6.65 el 6.84 il 7.29 w 7.33 la 7.41 lla 7.62 m 7.96 te 8.04 le 8.09 mo 8.70 lle 9.17
ل$ l 0.21 el 2.23 il 3.21 ll 3.70 al 4.65 - 5.64 les 5.65 in 6.05 le 7.21
ل^ l 0.31 la 1.86 lu 2.94 lo 3.01 - 4.43
م m 0.21 am 2.85 amm 3.08 ma 3.69 me 4.33 mm 4.79 ama 4.87 - 4.91 um 5.09 im 5.29 mma 5.81 ame 6.21 mo 6.31 n 6.52 mi 6.53 ja 7.02 kri 7.20 mme 7.26 t 7.39 om 7.56 j 7.85 l 7.86 lr 7.89 wa 7.89 em 8.69
م$ m 0.33 em 2.01 im 2.19 am 4.01 - 4.83 d 6.18 an 6.19 ram 6.90 ud 6.90
م^ m 1.12 ma 1.35 mu 1.78 mo 2.02 me 2.87 mou 3.47 mi 4.11 - 4.96 ab 7.26 ti 7.61 za 7.61 ou 7.61 mur 8.05
ن n 0.14 an 2.94 ann 4.03 nn 4.07 on 4.66 un 4.76 in 4.81 - 5.13 en 5.50 m 7.12 ame 7.38 re 7.70 om 7.71 nna 7.80 um 8.39 ana 8.40 ne 8.59
ن$ n 0.07 ne 3.28 - 4.57 en 5.35 in 5.65 nd 5.78 r 6.08 d 6.38 ud 7.52 ed 7.55 ar 7.70 an 7.91
ن^ n 0.51 na 1.15 ni 3.40 ne 3.90 no 4.20 - 5.13 nu 5.40 ha 6.12 nas 6.77
ه h 0.30 ah 2.64 uha 3.36 ha 3.74 he 3.94 uh 3.95 eh 3.99 oh 4.13 ih 4.20 aha 4.27 - 4.37 hi 5.18 a 5.47 ak 6.79 n 7.02 u 7.06
ه$ a 0.52 ah 1.77 eh 2.28 - 3.30 h 3.44 e 3.74 ya 4.34 t 5.22 yya 5.25 at 5.44 bo 6.23 qa 6.33 ou 6.44 de 6.81 da 6.82 ga 6.83 jar 6.83 ed 6.84 et 6.94 za 7.25 y 7.33 ja 7.81 ra 7.86 zat 7.91 bou 8.60
ه^ h 0.46 ha 1.83 he 2.35 hi 2.37 il 4.54 - 5.26 wa 5.96 mo 5.96
و ou 1.26 w 1.57 u 1.59 o 1.87 aw 3.08 oo 3.29 wa 4.15 uwa 4.68 - 4.90 ow 5.40 owa 5.62 aww 5.78 a 5.84 ww 6.72 uw 6.79 woo 6.90 ho 6.91 wah 6.98 oh 7.02 av 7.25 va 7.26 hm 7.26 dou 7.39 ay 7.61 of 7.66 e 7.73 uh 7.74 sa 7.82 so 7.83 du 7.92 ed 8.00 ohn 8.04 y 8.23 i 8.28 om 8.31 way 8.33 lil 8.35 nem 8.35 elf 8.35 taf 8.35 laz 8.35 sam 8.35 sal 8.35 oez 8.35 nn 8.35 ko 8.35 uww 8.36 or 8.37 alu 8.37 ot 8.37 ro 8.37 oka 8.38 sau 8.39 aj 8.41 bo 8.45 qou 8.51 aym 8.66 oum 8.76 uss 8.78 ham 8.82 ov 8.84 mou 8.91 sse 9.33 wel 9.46 vo 9.46
و$ o 0.43 ou 2.41 u 2.43 - 2.74 w 3.57 ow 4.48 ew 4.48 ho 4.91 aw 5.36 so 5.37 do 5.39 sep 5.47 eco 5.47 awo 5.48 awi 5.49 dou 5.65 nu 5.75 wa 5.85 no 5.88 io 5.98 mou 6.28 ro 6.49
و^ wa 0.59 w 1.37 we 2.64 wi 3.00 wo 4.18 wil 4.46 wis 4.92 wad 4.98 o 5.45 va 5.45 kha 5.45 alo 5.45 ebr 5.45 oua 5.45 wu 6.59
ي i 0.65 e 2.20 y 2.62 ai 2.72 ee 2.91 ay 3.14 ei 3.23 - 3.88 iy 4.21 ayy 4.47 ye 4.97 ey 4.98 a 5.78 aye 6.26 et 6.26 iyy 6.42 yy 6.44 aj 6.75 er 6.99 el 7.13 ya 7.29 cai 7.33 if 7.33 ham 7.55 ip 7.60 yyi 7.65 eyy 7.65 yi 7.66 ic 7.81 jji 7.87 it 7.90 ri 7.94 hmo 8.06 yn 8.21 mad 8.32 di 8.32 ed 8.47 ldi 8.50 eli 8.51 ar 8.56 ja 8.62 ef 8.64 ais 8.65 ala 8.66 wei 8.67 ir 8.71 we 8.72 iz 8.74 mm 8.75 tti 8.76 ouk 8.76 kht 8.76 woo 8.76 mas 8.76 tef 8.76 hah 8.76 elf 8.76 chi 8.76 oum 8.76 oud 8.76 dul 8.76 za 8.76 ad 8.76 oni 8.76 lle 8.77 ays 8.79 aal 8.79 je 8.79 rit 8.79 zay 8.80 wai 8.80 mek 8.80 qai 8.85 yye 8.85 iha 8.85 il 8.86 hai 8.88 lei 8.89 aif 9.01 ki 9.07 iye 9.10 ji 9.13 uet 9.14 ev 9.16 es 9.19 waj 9.22 qi 9.24 rey 9.24 al 9.30 ahm 9.39 ec 9.40 hma 9.44 ari 9.45 si 9.45 ier 9.49 mi 9.53 iya 9.66 bri 9.75 tif 9.80 ray 9.87
ي$ i 0.34 y 1.66 a 2.84 e 4.41 - 5.13 ee 5.69 ry 7.05 an 7.24 adi 7.39 ki 7.40 zi 7.55 hi 7.65 ah 7.68 gy 7.76 sim 7.77 iun 7.77 ond 7.77 ayy 7.79 gie 7.92 ey 8.11 der 8.13 eh 8.13 in 8.21 qi 8.21 oud 8.33 ri 8.34 le 8.36 ja 8.39 gi 8.44 awi 8.45 iri 8.45 am 8.45 chi 8.46 mon 8.46 med 8.46 gat 8.46 oor 8.46 jem 8.46 osh 8.46 tte 8.46 mir 8.46 mar 8.46 eej 8.46 dzi 8.46 iti 8.46 ite 8.46 eem 8.46 bue 8.46 dir 8.47 ias 8.47 ama 8.51 kha 8.53 oui 8.54 ina 8.56 sa 8.68 ji 8.77 lla 8.92 sy 8.97 tta 8.97 di 9.13 att 9.37 ie 9.47 id 9.52
ي^ y 0.36 ya 2.12 you 3.43 yo 3.53 eli 3.80 yu 4.37 ali 4.38 i 4.52 e 4.69 ja 4.73 jo 4.92 ye 4.97 ily 5.26 - 5.55 rad 5.61 lee 5.61 je 5.61 ju 5.61 es 5.75 is 6.45
"""
