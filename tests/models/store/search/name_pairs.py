"""Pairs of names as people of Morocco and France spell them: those that are one name, and those that are two.

They were written down before the rules were tuned, and a third of each list, every third pair, was not looked
at while the rules were made.
"""

SAME = """
Mohamed / Mohammed
Mohamed / Med
Mohamed / Mhamed
Mohammed / M'hamed
Mohamed / Mohammad
Muhammad / Mohamed
Mouhamed / Mohamed
Med El Alaoui / Mohammed Alaoui
Ahmed / Ahmad
Ahmed / Hmed
Hassan / Hassane
Hassan / Hasan
Hassan / Hassen
Hussein / Houssaine
Hussein / Hossein
Houcine / Hussein
Houcine / El Houcine
Lahoucine / El Houcine
Lahcen / El Hassan
Lahcen / Lahsen
Lahcen / Lahssen
Youssef / Yousef
Youssef / Yusuf
Youssef / Youcef
Yassine / Yassin
Yassine / Yacine
Yasin / Yassine
Mustapha / Mostafa
Mustapha / Moustafa
Mustafa / Mostapha
Abdellah / Abdallah
Abdellah / Abdullah
Abdelkader / Abdelqader
Abdelkader / Abdulkadir
Abd El Kader / Abdelkader
Abdelaziz / Abdulaziz
Abdelaziz / Abd Elaziz
Abderrahmane / Abdurrahman
Abderrahim / Abderahim
Abdelilah / Abdelillah
Abdelhak / Abdelhaq
Abdessamad / Abdesamad
Rachid / Rashid
Rachid / Rachide
Khalid / Khaled
Khalid / Xalid
Tarik / Tariq
Tarik / Tarek
Hicham / Hisham
Said / Saïd
Saïd / Saeed
Omar / Omer
Othmane / Otman
Othman / Outhmane
Brahim / Ibrahim
Ismail / Ismaël
Smail / Ismail
Idriss / Driss
Idris / Idriss
Anouar / Anwar
Marouane / Marwan
Redouane / Radouane
Redouane / Redwan
Soufiane / Sofiane
Soufiane / Sufyan
Zakaria / Zakariya
Zakaria / Zakarya
Yahya / Yahia
Ayoub / Ayyoub
Ilyas / Iliass
Ilyas / Elias
Bilal / Billal
Hamza / Hamzah
Jamal / Djamal
Jamal / Jamaal
Noureddine / Nour Eddine
Noureddine / Nordine
Salaheddine / Salah Eddine
Azeddine / Azzeddine
Azeddine / Az-Eddine
Chamseddine / Shams Eddine
Jaouad / Jawad
Fouad / Fuad
Mouad / Moad
Taoufik / Toufik
Taoufiq / Tawfik
Aziz / Azize
Adil / Adel
Nabil / Nabile
Samir / Sameer
Karim / Kareem
Karim / Karime
Amine / Amin
Badr / Bader
Reda / Rida
Mehdi / Mahdi
Mehdi / El Mehdi
Haj Ahmed / Hadj Ahmed
Moulay Ali / My Ali
Fatima / Fatma
Fatima / Fatimah
Fatima Zahra / Fatimazahra
Fatima Zahra / Fatima-Ezzahra
Fatima Zahrae / Fatima Zahraa
Khadija / Khadidja
Khadija / Xadija
Khadija / Khadijah
Aicha / Aïcha
Aïcha / Aisha
Aicha / Aycha
Zineb / Zaineb
Zineb / Zaynab
Meryem / Maryam
Mariam / Meriem
Myriam / Meryem
Naima / Naïma
Souad / Suad
Houda / Huda
Loubna / Lubna
Bouchra / Bushra
Ghizlane / Ghizlan
Ghizlane / Rhizlane
Rita / Rhita
Soukaina / Soukayna
Soukaina / Sukaina
Chaimae / Chaymaa
Chaimae / Shaima
Asmae / Asmaa
Asmae / Asma
Hanae / Hanaa
Sanae / Sanaa
Wafae / Ouafae
Wafa / Ouafaa
Safae / Safaa
Ihssane / Ihsane
Kaoutar / Kawtar
Kaoutar / Kaouthar
Ikram / Ikrame
Ilham / Ilhame
Jamila / Djamila
Latifa / Lateefa
Leila / Layla
Laila / Leïla
Malika / Maleeka
Najat / Najate
Nezha / Nouzha
Rachida / Rashida
Rajae / Rajaa
Salma / Selma
Siham / Sihame
Yasmine / Yassmine
Zohra / Zouhra
Halima / Haleema
Oumaima / Omaima
Hafida / Hafeeda
Saida / Saïda
Fadoua / Fadwa
Nawal / Naoual
Hanane / Hanan
Imane / Iman
Benjelloun / Ben Jelloun
Benjelloun / Bendjelloun
Benjelloun / Benjeloun
Ben Ali / Benali
Benchekroun / Ben Chekroun
Benchekroun / Bencheqroun
Bennani / Benani
Bennis / Benis
El Idrissi / Idrissi
El Idrissi / Al Idrissi
El Idrissi / Elidrissi
Idrissi / Idrisi
El Alaoui / Alaoui
El Alaoui / Alawi
El Amrani / Lamrani
El Fassi / Al Fassi
El Fassi / Elfassi
El Fassi / Fasi
Aït Taleb / Ait Taleb
Ait Lahcen / Aitlahcen
Aït Ouahmane / Ayt Wahmane
Tazi / Tazy
Berrada / Berada
Chraibi / Chraïbi
Chraibi / Sheraibi
Cherkaoui / Cherqaoui
Charkaoui / Cherkawi
Ouazzani / Wazzani
Ouazzani / Ouazani
Lahlou / Lahlo
Sqalli / Skalli
Filali / Filaly
Kettani / Kittani
Naciri / Nassiri
Naciri / Ennaciri
Saidi / Essaidi
Rachidi / Errachidi
Zerouali / Zeroually
Zahraoui / Zahrawi
Bouazza / Bou Azza
Bouzid / Bouzide
Ouali / Wali
Ouahbi / Wahbi
Slaoui / Slawi
Mernissi / Mrnissi
Guessous / Gessous
Guerraoui / El Guerraoui
Ghali / Rhali
El Ghazi / El Rhazi
Belkacem / Belqacem
Belkacem / Belkassem
Boussouf / Bousouf
Bouhaddou / Bouhadou
Hajji / Hadji
Jabri / Djabri
Mansouri / El Mansouri
Mansouri / Mansoury
Haddad / El Haddad
Hadad / Haddad
Tahiri / Taheri
Rahmouni / Rahmoni
Khattabi / Khatabi
Khattabi / El Khattabi
Lahbabi / El Hbabi
Philippe / Filippe
Christophe / Christofe
Sophie / Sofie
Joseph / Josef
Mathieu / Matthieu
Nathalie / Natalie
Catherine / Katherine
Frédéric / Frederic
Éric / Erik
Marc / Mark
Lefèvre / Lefebre
Jean-Pierre / Jean Pierre
François / Francois
Monique / Monik
Dominique / Dominik
Jacques / Jaques
Thierry / Thiery
Stéphane / Stefane
Théo / Teo
Isabelle / Isabele
Garnier / Garnié
Rousseau / Roussau
Raphaël / Rafael
Anaïs / Anais
محمد / Mohamed
محمد / Mohammed
محمد / Med
أحمد / Ahmed
حسن / Hassan
حسين / Hussein
الحسين / El Houcine
رشيد / Rachid
كريم / Karim
خالد / Khalid
خالد / Khaled
يوسف / Youssef
مصطفى / Mustapha
عبد الله / Abdellah
عبدالله / Abdallah
عبد القادر / Abdelkader
عبد العزيز / Abdelaziz
عبد الرحمن / Abderrahmane
سعيد / Said
عمر / Omar
علي / Ali
إبراهيم / Brahim
إسماعيل / Ismail
إدريس / Driss
ياسين / Yassine
نور الدين / Noureddine
جواد / Jaouad
هشام / Hicham
أمين / Amine
المهدي / El Mehdi
فاطمة / Fatima
فاطمة الزهراء / Fatima Zahra
خديجة / Khadija
عائشة / Aicha
زينب / Zineb
مريم / Meryem
سعاد / Souad
نعيمة / Naima
أمينة / Amina
ليلى / Laila
سلمى / Salma
بشرى / Bouchra
وفاء / Wafae
نادية / Nadia
سمية / Soumia
لطيفة / Latifa
العلوي / El Alaoui
العلوي / Alaoui
الإدريسي / El Idrissi
بنجلون / Benjelloun
بن جلون / Benjelloun
بناني / Bennani
الفاسي / El Fassi
التازي / Tazi
برادة / Berrada
الشرقاوي / Cherkaoui
الوزاني / Ouazzani
آيت طالب / Ait Taleb
بوعزة / Bouazza
الناصري / Naciri
المنصوري / El Mansouri
الحداد / Haddad
الخطابي / Khattabi
محمد العلوي / Med Alaoui
خديجة بنعلي / Khadija Ben Ali
أحمد / احمد
عبد الله / عبدالله
"""

DIFFERENT = """
Hassan / Hussein
Hassan / Ihssane
Hassan / Hassani
Hassan / Hasna
Said / Saad
Said / Saida
Said / Souad
Saad / Souad
Sayed / Saad
Amina / Amine
Amina / Aminata
Amine / Imane
Amine / Yamine
Karim / Karima
Karim / Kamal
Karim / Krimou
Nadia / Nadir
Nadia / Nadine
Nadia / Najia
Rachid / Rachida
Rachid / Rachad
Rachid / Rochdi
Benali / Benalla
Benali / Benallal
Benali / Belali
Fatima / Fatiha
Fatiha / Fathia
Fatima / Fatine
Omar / Amer
Omar / Amar
Omar / Ammar
Martin / Martinez
Martin / Martine
Ahmed / Mohamed
Ahmed / Hamid
Ahmed / Hamed
Hamid / Hamida
Hamid / Mohamed
Hamid / Hammad
Mounir / Mounia
Mounir / Mouna
Mounir / Nour
Mouna / Mina
Mouna / Amina
Ali / Alia
Ali / Alaa
Ali / Aliou
Ali / Lalla
Jamal / Jamila
Jamal / Jamil
Jamila / Amila
Kamal / Kamil
Kamal / Kamilia
Malika / Malak
Malika / Malik
Malik / Malki
Khalid / Khalida
Khalid / Khalil
Khalil / Khalila
Khadija / Hadia
Khadija / Khaoula
Samir / Samira
Samir / Amir
Samir / Samar
Samira / Sara
Samia / Samira
Samia / Salma
Salma / Salima
Salima / Salim
Salim / Salam
Salim / Slimane
Salah / Saleh
Latifa / Atifa
Latif / Latifa
Laila / Lamia
Lamia / Lina
Nabil / Nabila
Nabil / Nadil
Naima / Nouaim
Naima / Najma
Hanane / Hanae
Hanane / Hind
Hind / Houda
Houda / Hadda
Mehdi / Hadi
Mehdi / Hamdi
Yassine / Yasmine
Yassine / Yassir
Yasser / Youssef
Yasmine / Yasmina
Youssef / Younes
Younes / Yassin
Ilyas / Ilham
Idriss / Idrissa
Aicha / Achour
Aicha / Asma
Asmae / Samae
Wafae / Safae
Wafae / Hafsa
Sanae / Hanae
Soukaina / Sakina
Meryem / Maria
Meryem / Karim
Mariam / Maryse
Zineb / Zoubida
Zakaria / Zahra
Zahra / Zahir
Zahir / Zouhair
Bouchra / Bachir
Bachir / Bachira
Bilal / Hilal
Adil / Adnane
Adil / Fadil
Hamza / Hafsa
Hafid / Hafida
Hafid / Hafsi
Aziz / Aziza
Aziza / Azza
Najat / Nabat
Najib / Najiba
Najib / Nasib
Nasser / Nassira
Mourad / Mouad
Mourad / Murielle
Marouane / Mourane
Marouane / Imrane
Imrane / Omrane
Tarik / Taha
Tahar / Tarik
Fouad / Fahd
Fouad / Farid
Farid / Farida
Farid / Farad
Driss / Idir
Redouane / Rida
Soufiane / Sofia
Soufiane / Safia
Soumia / Samia
Abdellah / Abdelilah
Abdelhak / Abdelhadi
Abdelhadi / Abdelhamid
Abdelaziz / Abdelaali
Abdelkader / Abdelkarim
Abderrahim / Abderrahmane
Abdelmajid / Abdelmalek
Abdelghani / Abdelghafour
Abdelouahed / Abdelouahab
Noureddine / Nasreddine
Salaheddine / Seifeddine
Alaoui / Alami
Alaoui / Alioui
El Alaoui / El Alami
Alami / Amrani
Amrani / Imrani
Bennani / Bennouna
Bennani / Bennis
Bennis / Bensaid
Benjelloun / Benkirane
Benjelloun / Jalal
Ben Jelloun / Ben Jellal
Benchekroun / Benchakir
Ben Ali / Ben Alia
Ben Ali / Ben Omar
Berrada / Bourada
Tazi / Taouzi
Tazi / Tahi
Idrissi / Drissia
Fassi / Fathi
Fassi / Fasli
Filali / Fellah
Chraibi / Cherradi
Cherkaoui / Charaoui
Cherradi / Charradine
Ouazzani / Ouzzine
Lahlou / Lahlimi
Skalli / Sakali
Kettani / Kattan
Naciri / Nasri
Naciri / Nasr
Saidi / Saadi
Saidi / Saoudi
Rachidi / Rochdi
Zerouali / Zeroual
Zahraoui / Zahri
Bouazza / Bouziane
Bouzid / Bouzidi
Bouzid / Bouazid
Slaoui / Slimani
Slaoui / Alaoui
Ghali / Ghazi
Ghazi / Ghazali
Belkacem / Benkacem
Belhaj / Benhaj
Mansouri / Mansour
Mansouri / Nassouri
Haddad / Haddadi
Haddad / Haddou
Tahiri / Zahiri
Khattabi / Khatibi
Khattabi / Khattab
Ait Taleb / Taleb
Ait Ali / Ait Omar
Dupont / Dumont
Durand / Dupont
Bernard / Bernardin
Bernard / Bertrand
Moreau / Morel
Laurent / Laurence
Michel / Micheline
Michel / Michelle
Daniel / Danielle
Pascal / Pascale
Pascal / Pascaline
Philippe / Philippine
Marie / Maria
Marie / Marine
Marie / Mario
Jean / Jeanne
Jeanne / Janine
Paul / Paula
Paul / Pauline
Louis / Louise
Julien / Julienne
Julien / Julie
Simon / Simone
Simon / Siméon
Denis / Denise
Claude / Claudine
Christian / Christiane
Christine / Christian
Thomas / Thomasson
Robert / Roberta
Lefèvre / Leclerc
Leroy / Leroux
Petit / Petot
Garnier / Grenier
Rousseau / Roussel
Girard / Gérard
Lambert / Lamberti
Fontaine / Fontanel
حسن / Hussein
حسين / Hassan
سعيد / Saad
سعد / Said
أمين / Amina
أمينة / Amine
كريم / Karima
كريمة / Karim
رشيد / Rachida
محمد / Ahmed
أحمد / Mohamed
فاطمة / Fatiha
فتيحة / Fatima
عمر / Ali
نادية / Nadir
خالد / Khalil
جمال / Jamila
سمير / Samira
سمير / Samar
سميرة / Samir
منير / Mounia
العلوي / El Alami
بناني / Bennis
التازي / Fassi
حسن / حسين
سعيد / سعد
أمين / أمينة
كريم / كريمة
محمد / محمود
فاطمة / فتيحة
محمود / Mohamed
عبد الله / Abdelilah
عبد الرحيم / Abderrahmane
عبد الكريم / Abdelkader
"""


def pairs(text: str) -> list[tuple[str, str]]:
    """The pairs of a list, each line of which is one."""
    return [(one, other) for one, _, other in (line.partition(" / ") for line in text.split("\n") if line)]
