type,name,label::kk,label::ru,label::en,relevant
integer,rooms,Бөлме саны,Число комнат,Number of rooms,. > 1
%
%
form_title::kk,form_title::ru,form_title::en,form_id,version,default_language
Үлгі,Образец,Specimen,form-reference-self,1,kk
%
